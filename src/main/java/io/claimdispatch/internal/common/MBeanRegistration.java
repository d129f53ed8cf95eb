package io.claimdispatch.internal.common;

import java.lang.management.ManagementFactory;
import java.util.function.Consumer;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** An MBean as long as the application is deployed. JMX is optional: where the server refuses, everything else works. */
public final class MBeanRegistration {

    private @Nullable ObjectName name;

    /** Nothing registered yet. */
    public MBeanRegistration() {}

    /** Its name, which may have to be looked up. */
    @FunctionalInterface
    public interface Name {
        ObjectName find() throws JMException;
    }

    /**
     * Registers it, unless it is registered already.
     *
     * @param mbean no client proxy: the server would keep it longer than its application
     * @param refused told why it cannot be registered
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
     * Takes it back, if it is registered.
     *
     * @param gone told if somebody else has done so
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
