package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * What the server says about itself by JMX. WildFly does, as long as its jmx subsystem is there; what it says is
 * {@code RUNNING}, {@code PRE_SUSPEND}, {@code SUSPENDING} or {@code SUSPENDED}. Of other servers nothing of the kind
 * is known.
 */
@Component
class WildFlyState implements SuspensionSource {

    private static final String ROOT = "jboss.as:management-root=server";

    @Override
    public Report report() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Object state = server.getAttribute(new ObjectName(ROOT), "suspendState");
            return "RUNNING".equals(String.valueOf(state)) ? Report.RUNNING : Report.SUSPENDED;
        } catch (JMException | RuntimeException e) {
            // another server, or an answer that cannot be had for whatever reason
            return Report.UNKNOWN;
        }
    }
}
