package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * The server's state by JMX. WildFly reports {@code RUNNING}, {@code PRE_SUSPEND}, {@code SUSPENDING} or {@code
 * SUSPENDED}, as long as it has its jmx subsystem. No other server is known to report a state.
 */
@Component
@Dependent
class WildFlyState implements SuspensionSource {

    private static final String ROOT = "jboss.as:management-root=server";

    @Override
    public Report report() {
        try {
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            Object state = server.getAttribute(new ObjectName(ROOT), "suspendState");
            return "RUNNING".equals(String.valueOf(state)) ? Report.RUNNING : Report.SUSPENDED;
        } catch (JMException | RuntimeException e) {
            // another server, or no answer for any reason
            return Report.UNKNOWN;
        }
    }
}
