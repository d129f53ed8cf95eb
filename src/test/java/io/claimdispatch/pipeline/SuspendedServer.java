package io.claimdispatch.pipeline;

import java.lang.management.ManagementFactory;
import javax.management.JMException;
import javax.management.ObjectName;

/** The MBean by which WildFly says whether it is suspended. */
public final class SuspendedServer implements SuspendedServerMXBean, AutoCloseable {

    private final ObjectName name;
    private volatile String state = "RUNNING";

    SuspendedServer() throws JMException {
        name = new ObjectName("jboss.as:management-root=server");
        ManagementFactory.getPlatformMBeanServer().registerMBean(this, name);
    }

    void suspend() {
        state = "SUSPENDED";
    }

    void resume() {
        state = "RUNNING";
    }

    @Override
    public String getsuspendState() {
        return state;
    }

    @Override
    public void close() throws JMException {
        ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
    }
}
