package io.claimdispatch.internal.common;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * The registration of an MBean while the application is deployed. JMX is optional: if the server refuses, everything
 * else works.
 */
public final class MBeanRegistration {

    private @Nullable ObjectName name;

    /** Creates a registration without an MBean. */
    public MBeanRegistration() {}

    /** Finds the MBean's name, which may need a look-up. */
    @FunctionalInterface
    public interface Name {
        ObjectName find() throws JMException;
    }

    /**
     * Registers the MBean, unless one is registered already.
     *
     * @param mbean the MBean; not a client proxy, which the server would keep longer than its application
     * @param refused receives the reason if it cannot be registered
     */
    public synchronized void register(Object mbean, Name wanted, Consumer<Exception> refused) {
        if (name != null) {
            return;
        }
        try {
            ObjectName found = wanted.find();
            ManagementFactory.getPlatformMBeanServer().registerMBean(mbean, found);
            name = found;
        } catch (JMException | RuntimeException e) {
            refused.accept(e);
        }
    }

    /**
     * Unregisters the MBean, if it is registered.
     *
     * @param gone receives the exception if it was already unregistered
     */
    public synchronized void unregister(Consumer<Exception> gone) {
        if (name != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(name);
            } catch (JMException e) {
                gone.accept(e);
            }
        }
    }
}
