package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.NodeStarting;
import io.claimdispatch.internal.complete.JobOperators;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.TaskExecutor;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.PersistenceUnit;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * The clockwork of every node, and its life: started with the application, stopped with it. The timer only calls the
 * coordinators and never touches the database, so that it can neither fail nor hang: some servers drop a timer after two
 * failures. It is not persistent, since what is due stands in the table.
 *
 * <p>Transactions are managed by the bean, which means that the timer has none.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@ManagedExecutorDefinition(name = Settings.OWN_EXECUTOR, maxAsync = Settings.DEFAULT_CONCURRENCY)
public class ClaimTimer {

    private static final Log LOG = Log.of(ClaimTimer.class);

    @Inject
    Settings settings;

    @Inject
    ActionDatabase database;

    @Inject
    PersistenceUnit unit;

    @Inject
    TaskExecutor executor;

    @Inject
    JobOperators operators;

    @Inject
    ClaimLoop loop;

    @Inject
    DueSignal signal;

    @Inject
    TimerSilence silence;

    @Inject
    Event<NodeStarting> starting;

    @Resource
    TimerService timers;

    @Resource
    ManagedThreadFactory threads;

    private volatile long ticks;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public ClaimTimer() {}

    /** Checks everything that the node needs; what is thrown here stops the deployment. */
    @PostConstruct
    void start() {
        starting.fire(new NodeStarting());
        database.ready();
        unit.ready();
        executor.connect();
        operators.ready();
        if (!settings.calendar().isBlank()) {
            try {
                timers.createCalendarTimer(Calendars.parse(settings.calendar()), new TimerConfig("calendar", false));
            } catch (IllegalArgumentException e) {
                // a value like hour=25, which only the server's parser knows to be none
                throw Calendars.invalid(settings.calendar());
            }
        }
        loop.start(threads);
        LOG.log(Level.INFO, "claim-dispatch is running on {0}", settings.dataSource());
    }

    /** Each second; due rows are looked for at the seconds that the poll interval says. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "claim-dispatch")
    void tick() {
        silence.ticked();
        long interval = settings.pollInterval().toSeconds();
        long tick = ticks;
        ticks = tick + 1;
        if (settings.calendar().isBlank() && tick % interval == 0) {
            signal.due();
        }
    }

    /** A time of the calendar in the settings. */
    @Timeout
    void calendarTick() {
        signal.due();
    }

    /** Before the application goes. */
    @PreDestroy
    void stop() {
        loop.stop();
    }
}
