package io.claimdispatch.internal.observe;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.claim.LostLeases;
import io.claimdispatch.internal.common.ApplicationName;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MBeanRegistration;
import io.claimdispatch.internal.common.NodeStarting;
import io.claimdispatch.internal.common.problem.Escaped;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.node.NodeStart;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Startup;
import jakarta.inject.Inject;
import java.util.stream.Collectors;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/** Registers the MBean {@code io.claimdispatch:type=Scheduler,application=…} while the application is deployed. */
@Component
@Dependent
class SchedulerManagement implements SchedulerMXBean {

    private static final Log LOG = Log.of(SchedulerManagement.class);

    private final Scheduler scheduler;
    private final ActionLogs actionLogs;
    private final CallWatchdog watchdog;
    private final LostLeases lostLeases;
    private final NodeStart start;
    private final Settings settings;
    private final MBeanRegistration registration = new MBeanRegistration();
    private volatile @Nullable ClassLoader application;

    @Inject
    SchedulerManagement(
            Scheduler scheduler,
            ActionLogs actionLogs,
            CallWatchdog watchdog,
            LostLeases lostLeases,
            NodeStart start,
            Settings settings) {
        this.scheduler = scheduler;
        this.actionLogs = actionLogs;
        this.watchdog = watchdog;
        this.lostLeases = lostLeases;
        this.start = start;
        this.settings = settings;
    }

    /** Registers after the check of the database, so that a refused start leaves nothing behind. */
    void register(@Observes @Priority(NodeStarting.AFTER_THE_CHECK) Startup event) {
        if (ApplicationName.isKnown()) {
            register();
        }
    }

    void register(@Observes NodeStarting node) {
        register();
    }

    private void register() {
        if (application == null) {
            application = Thread.currentThread().getContextClassLoader();
        }
        registration.register(
                this,
                () -> new ObjectName(
                        "io.claimdispatch:type=Scheduler,application=" + ObjectName.quote(ApplicationName.current())),
                e -> LOG.log(NodeNotices.mbeanNotRegistered(String.valueOf(e.getMessage()))));
    }

    /** Runs with the application's class loader, which a JMX thread does not have and processors need. */
    @Override
    public String runOnce(int limit) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(application);
        try {
            RunReport report = scheduler.runOnce(Math.min(limit, settings.limit()));
            return "claimed=" + report.claimed() + " dispatched=" + report.dispatched() + " failed=" + report.failed();
        } finally {
            thread.setContextClassLoader(before);
        }
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
        return watchdog.hungDatabaseCalls().toArray(String[]::new);
    }

    @Override
    public String[] getHangingForeignCalls() {
        return watchdog.hungForeignCalls().toArray(String[]::new);
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
        registration.unregister(e -> LOG.debug("the scheduler's MBean was gone already", e));
    }
}
