package io.claimdispatch.internal.node;

import io.claimdispatch.internal.config.Settings;
import jakarta.annotation.Resource;
import jakarta.ejb.ConcurrencyManagement;
import jakarta.ejb.ConcurrencyManagementType;
import jakarta.ejb.Schedule;
import jakarta.ejb.ScheduleExpression;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import jakarta.ejb.Timeout;
import jakarta.ejb.TimerConfig;
import jakarta.ejb.TimerService;
import jakarta.ejb.TransactionManagement;
import jakarta.ejb.TransactionManagementType;
import jakarta.enterprise.concurrent.ManagedExecutorDefinition;
import org.jspecify.annotations.Nullable;

/**
 * The server's timer of a node. It only signals the coordinators and never uses the database, so that it can neither
 * fail nor hang: some servers drop a timer after two failures. It is not persistent, since the table records what is
 * due.
 *
 * <p>It takes no part in the start, needs nothing that can fail, and does nothing until {@link ClaimNode} has started:
 * a server may keep the timer of a failed deployment, and tries to create this bean at each tick if it could not be
 * created.
 *
 * <p>Transactions are bean-managed, so the timer has none.
 */
@Singleton
@Startup
@TransactionManagement(TransactionManagementType.BEAN)
@ConcurrencyManagement(ConcurrencyManagementType.BEAN)
@ManagedExecutorDefinition(name = Settings.OWN_EXECUTOR, maxAsync = Settings.DEFAULT_CONCURRENCY)
public class ClaimTimer {

    @Resource
    TimerService timers;

    private volatile @Nullable Ticks ticks;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public ClaimTimer() {}

    /** Sets the receiver of the ticks. */
    public void notifies(Ticks node) {
        ticks = node;
    }

    /**
     * Adds a calendar timer.
     *
     * @return false if the server's parser, which alone knows that there is no hour 25, refuses them
     */
    public boolean schedule(ScheduleExpression calendar) {
        try {
            timers.createCalendarTimer(calendar, new TimerConfig("calendar", false));
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Called every second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "claim-dispatch")
    void tick() {
        Ticks node = ticks;
        if (node != null) {
            node.second();
        }
    }

    /** Called at the times of the calendar in the settings. */
    @Timeout
    void calendarTick() {
        Ticks node = ticks;
        if (node != null) {
            node.calendar();
        }
    }
}
