package io.claimdispatch.container.server;

import java.io.IOException;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.event.container.AfterStart;
import org.jboss.arquillian.container.spi.event.container.BeforeStart;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.LoadableExtension;

/** Configures the server as soon as it runs, before anything is deployed; WildFly it starts, too. */
public class Preparation implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Observer.class);
        if (Server.current() instanceof WildFly server) {
            // for arquillian.xml
            System.setProperty("server.management.port", Integer.toString(server.managementPort()));
        }
        if (Server.current() instanceof PayaraMicro) {
            builder.service(DeployableContainer.class, PayaraMicroContainer.class);
        }
    }

    /** For Arquillian. */
    public static class Observer {
        public void starts(@Observes BeforeStart event) throws IOException {
            if (Server.current() instanceof WildFly server) {
                WildFlyProcess.start(server);
            }
        }

        public void started(@Observes AfterStart event) throws IOException {
            // done already, and only once
            if (!(Server.current() instanceof WildFly)) {
                Server.current().configure();
            }
        }
    }
}
