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
 * The server's timer of every node. It only calls the coordinators and never touches the database, so that it can neither
 * fail nor hang: some servers drop a timer after two failures. It is not persistent, since what is due stands in the table.
 *
 * <p>It has no part in the start, needs nothing that can fail, and does nothing until {@link ClaimNode} has started: a server
 * may keep the timer of a deployment that has failed, and makes this bean anew at each tick as long as it cannot be made.
 *
 * <p>Transactions are managed by the bean, which means that the timer has none.
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

    /** What is to be told of the ticks. */
    public void tells(Ticks node) {
        ticks = node;
    }

    /**
     * Adds the times of a calendar.
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

    /** Each second. */
    @Schedule(hour = "*", minute = "*", second = "*", persistent = false, info = "claim-dispatch")
    void tick() {
        Ticks node = ticks;
        if (node != null) {
            node.second();
        }
    }

    /** A time of the calendar in the settings. */
    @Timeout
    void calendarTick() {
        Ticks node = ticks;
        if (node != null) {
            node.calendar();
        }
    }
}
