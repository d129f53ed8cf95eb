package io.claimdispatch.internal.observe;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.claim.LostLeases;
import io.claimdispatch.internal.common.ApplicationName;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Escaped;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.NodeStarting;
import io.claimdispatch.internal.node.NodeStart;
import io.claimdispatch.internal.upkeep.HungCalls;
import io.claimdispatch.internal.upkeep.HungForeignCalls;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.lang.management.ManagementFactory;
import java.util.stream.Collectors;
import javax.management.JMException;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Registers the MBean {@code io.claimdispatch:type=Scheduler,application=…} while the application is deployed. */
@Component
class SchedulerManagement implements SchedulerMXBean {

    private static final Log LOG = Log.of(SchedulerManagement.class);

    private final Scheduler scheduler;
    private final ActionLogs actionLogs;
    private final HungCalls hungCalls;
    private final HungForeignCalls hungForeignCalls;
    private final LostLeases lostLeases;
    private final NodeStart start;
    private @Nullable ObjectName name;

    @Inject
    SchedulerManagement(
            Scheduler scheduler,
            ActionLogs actionLogs,
            HungCalls hungCalls,
            HungForeignCalls hungForeignCalls,
            LostLeases lostLeases,
            NodeStart start) {
        this.scheduler = scheduler;
        this.actionLogs = actionLogs;
        this.hungCalls = hungCalls;
        this.hungForeignCalls = hungForeignCalls;
        this.lostLeases = lostLeases;
        this.start = start;
    }

    /** Not before the check: after a start that was refused nothing is to stay behind. */
    void register(@Observes @Priority(NodeStart.AFTER_THE_CHECK) Startup event) {
        if (ApplicationName.isKnown()) {
            register();
        }
    }

    void register(@Observes NodeStarting node) {
        register();
    }

    /** JMX is optional: where the server refuses, everything else works. */
    private synchronized void register() {
        if (name != null) {
            return;
        }
        try {
            ObjectName wanted = new ObjectName(
                    "io.claimdispatch:type=Scheduler,application=" + ObjectName.quote(ApplicationName.current()));
            ManagementFactory.getPlatformMBeanServer().registerMBean(new Delegate(this), wanted);
            name = wanted;
        } catch (JMException | RuntimeException e) {
            LOG.log(Level.WARNING, "the scheduler's MBean is not registered: " + e.getMessage());
        }
    }

    @Override
    public String runOnce(int limit) {
        RunReport report = scheduler.runOnce(limit);
        return "claimed=" + report.claimed() + " dispatched=" + report.dispatched() + " failed=" + report.failed();
    }

    @Override
    public String getState() {
        return start.describe();
    }

    @Override
    public String[] getUnroutedTypes() {
        return actionLogs.unroutedTypes().toArray(String[]::new);
    }

    @Override
    public String[] getHangingDatabaseCalls() {
        return hungCalls.describe().toArray(String[]::new);
    }

    @Override
    public String[] getHangingForeignCalls() {
        return hungForeignCalls.describe().toArray(String[]::new);
    }

    @Override
    public long getLostLeases() {
        return lostLeases.count();
    }

    @Override
    public String[] getStuckTasks() {
        return scheduler.stuckTasks().stream().map(SchedulerManagement::shown).toArray(String[]::new);
    }

    private static String shown(StuckTask task) {
        String what = task.table() + "/" + task.id() + " of type " + task.type() + " since " + task.since()
                + (task.thread().isEmpty() ? ", a stage that has not completed" : " on " + task.thread());
        return Escaped.of(what)
                + task.stack().stream().map(frame -> "\n\tat " + frame).collect(Collectors.joining());
    }

    @PreDestroy
    void unregister() {
        ObjectName registered = name;
        if (registered != null) {
            try {
                ManagementFactory.getPlatformMBeanServer().unregisterMBean(registered);
            } catch (JMException e) {
                LOG.log(Level.DEBUG, "the scheduler's MBean was gone already", e);
            }
        }
    }

    /** What is registered: neither a client proxy nor a subclass of the container's. */
    private static final class Delegate implements SchedulerMXBean {

        private final SchedulerManagement bean;
        private final ClassLoader application = Thread.currentThread().getContextClassLoader();

        Delegate(SchedulerManagement bean) {
            this.bean = bean;
        }

        /** A JMX thread is none of the application's: processors must find their own classes all the same. */
        @Override
        public String runOnce(int limit) {
            Thread thread = Thread.currentThread();
            ClassLoader before = thread.getContextClassLoader();
            thread.setContextClassLoader(application);
            try {
                return bean.runOnce(limit);
            } finally {
                thread.setContextClassLoader(before);
            }
        }

        @Override
        public String getState() {
            return bean.getState();
        }

        @Override
        public String[] getUnroutedTypes() {
            return bean.getUnroutedTypes();
        }

        @Override
        public String[] getHangingDatabaseCalls() {
            return bean.getHangingDatabaseCalls();
        }

        @Override
        public String[] getHangingForeignCalls() {
            return bean.getHangingForeignCalls();
        }

        @Override
        public long getLostLeases() {
            return bean.getLostLeases();
        }

        @Override
        public String[] getStuckTasks() {
            return bean.getStuckTasks();
        }
    }
}
