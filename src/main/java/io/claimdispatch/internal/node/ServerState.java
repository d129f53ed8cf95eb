package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import java.lang.management.ManagementFactory;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MalformedObjectNameException;
import javax.management.ObjectName;

/**
 * What the server says about itself by JMX. WildFly does, as long as its jmx subsystem is there; what it says is
 * {@code RUNNING}, {@code PRE_SUSPEND}, {@code SUSPENDING} or {@code SUSPENDED}. Of other servers nothing of the kind
 * is known.
 */
@Component
class ServerState {

    private static final String WILDFLY = "jboss.as:management-root=server";

    /** What it says. */
    enum Said {
        NOTHING,
        RUNNING,
        SUSPENDED
    }

    Said ask() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Object state = server.getAttribute(new ObjectName(WILDFLY), "suspendState");
            return "RUNNING".equals(String.valueOf(state)) ? Said.RUNNING : Said.SUSPENDED;
        } catch (InstanceNotFoundException | MalformedObjectNameException e) {
            return Said.NOTHING;
        } catch (JMException | RuntimeException e) {
            // an answer that cannot be had, for whatever reason, is none
            return Said.NOTHING;
        }
    }
}
