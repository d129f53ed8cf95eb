package io.claimdispatch.container.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jboss.arquillian.container.spi.client.container.ContainerConfiguration;
import org.jboss.arquillian.container.spi.client.container.DeployableContainer;
import org.jboss.arquillian.container.spi.client.container.DeploymentException;
import org.jboss.arquillian.container.spi.client.container.LifecycleException;
import org.jboss.arquillian.container.spi.client.protocol.ProtocolDescription;
import org.jboss.arquillian.container.spi.client.protocol.metadata.HTTPContext;
import org.jboss.arquillian.container.spi.client.protocol.metadata.ProtocolMetaData;
import org.jboss.arquillian.container.spi.client.protocol.metadata.Servlet;
import org.jboss.arquillian.protocol.servlet5.ServletMethodExecutor;
import org.jboss.shrinkwrap.api.Archive;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;

/**
 * One Payara Micro for all deployments, as the other servers are. The adapter that there is for Arquillian begins a process for
 * each deployment, knows but the last one, does not wait for its end, and takes a deployment that has failed for a good one.
 */
public final class PayaraMicroContainer implements DeployableContainer<PayaraMicroContainer.Configuration> {

    /** All of it stands in the class of the server. */
    public static final class Configuration implements ContainerConfiguration {
        @Override
        public void validate() {}
    }

    private final PayaraMicro server = (PayaraMicro) Server.current();

    @Override
    public Class<Configuration> getConfigurationClass() {
        return Configuration.class;
    }

    @Override
    public ProtocolDescription getDefaultProtocol() {
        return new ProtocolDescription("Servlet 5.0");
    }

    @Override
    public void start() throws LifecycleException {
        try {
            server.start();
        } catch (IOException e) {
            throw new LifecycleException("Payara Micro does not start", e);
        }
    }

    @Override
    public void stop() throws LifecycleException {
        try {
            server.stop();
        } catch (IOException e) {
            throw new LifecycleException("Payara Micro does not stop", e);
        }
    }

    @Override
    public ProtocolMetaData deploy(Archive<?> archive) throws DeploymentException {
        try {
            Path war = Files.createTempDirectory("deployment").resolve(archive.getName());
            archive.as(ZipExporter.class).exportTo(war.toFile());
            server.asadmin("deploy", "--name", name(archive), "--contextroot", name(archive), war.toString());
        } catch (IOException e) {
            throw new DeploymentException(archive.getName() + " is not deployed", e);
        }
        HTTPContext context = new HTTPContext("127.0.0.1", server.port());
        context.add(new Servlet(ServletMethodExecutor.ARQUILLIAN_SERVLET_NAME, name(archive)));
        return new ProtocolMetaData().addContext(context);
    }

    @Override
    public void undeploy(Archive<?> archive) throws DeploymentException {
        try {
            server.asadmin("undeploy", name(archive));
        } catch (IOException e) {
            throw new DeploymentException(archive.getName() + " is not undeployed", e);
        }
    }

    private static String name(Archive<?> archive) {
        return archive.getName().replaceAll("\\.war$", "");
    }
}
