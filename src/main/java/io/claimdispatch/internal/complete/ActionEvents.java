package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.RowContext;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Fires the events of actions on one thread of its own, which only runs where something observes them: an observer that blocks
 * stops other events, and nothing else. What finds no room in the queue is dropped, counted and told.
 */
@Component
public class ActionEvents {

    /** Room for what several exchanges store at once. */
    static final int ROOM = 10_000;

    private static final Log LOG = Log.of(ActionEvents.class);

    private static final Duration LONGEST_JOIN = Duration.ofSeconds(2);

    private static final Object END = new Object();

    private final BlockingQueue<Object> queue = new LinkedBlockingQueue<>(ROOM);
    private final LongAdder dropped = new LongAdder();
    private final AtomicBoolean isDropping = new AtomicBoolean();
    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private volatile boolean isStopping;
    private volatile boolean isOver;
    private volatile @Nullable Thread thread;
    private final EventObservers observers;
    private final Event<Object> events;
    private final RowContext context;
    private final TaskTransactions transactions;
    private final CallWatchdog watchdog;

    @Inject
    ActionEvents(
            EventObservers observers,
            @Any Event<Object> events,
            RowContext context,
            TaskTransactions transactions,
            CallWatchdog watchdog) {
        this.observers = observers;
        this.events = events;
        this.context = context;
        this.transactions = transactions;
        this.watchdog = watchdog;
    }

    /**
     * Starts the thread, if anything observes.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0043
     */
    public void start(ThreadFactory factory) {
        if (observers.any()) {
            String name = "claim-dispatch-events";
            Thread made = factory.newThread(this::run);
            if (made == null) {
                throw Problems.noThread(name);
            }
            made.setName(name);
            made.setDaemon(true);
            made.start();
            thread = made;
        }
    }

    /** Of a change that has been committed. Never waits. */
    public void fire(Object event) {
        if (queue.offer(event)) {
            return;
        }
        dropped.increment();
        if (!isDropping.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "observers of actions are slower than actions end, or block: events are dropped, " + dropped.sum()
                            + " so far on this node");
        }
    }

    /** Whether it has a thread, which it does not need without observers. */
    public boolean isRunning() {
        return thread != null;
    }

    /** How many events have been dropped since boot. */
    long dropped() {
        return dropped.sum();
    }

    /** What waits is fired for a moment yet; an observer that blocks is interrupted, and left behind. */
    public void stop() {
        isStopping = true;
        queue.offer(END);
        Thread running = thread;
        if (running != null) {
            try {
                running.join(LONGEST_JOIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // before the interrupt, which an observer may swallow: nothing is to run in an application that is gone
            isOver = true;
            queue.clear();
            running.interrupt();
        }
    }

    private void run() {
        boolean isRunning = true;
        while (isRunning) {
            try {
                Object event = queue.poll(1, TimeUnit.SECONDS);
                if (event != null && event != END) {
                    notify(event);
                }
                if (queue.isEmpty() && isDropping.getAndSet(false)) {
                    LOG.log(
                            Level.WARNING,
                            "observers of actions have caught up; " + dropped.sum() + " events were dropped");
                }
            } catch (InterruptedException e) {
                // an observer's own, unless the node stops
                isRunning = !isStopping;
            } catch (Throwable e) {
                // of a log, for example: events go on
            }
            isRunning &= !isOver && (!isStopping || !queue.isEmpty());
        }
    }

    private void notify(Object event) {
        String name = event.getClass().getSimpleName();
        try (Call call = watchdog.beginForeignCall("in an observer of " + name)) {
            context.run(() -> fireHere(name, event));
        } catch (Throwable e) {
            failed(name, e);
        } finally {
            transactions.endLeftOpen();
        }
    }

    /** Asynchronous ones on this thread too: nothing bounds how many of the container's they would take. */
    private void fireHere(String name, Object event) {
        try {
            events.fire(event);
        } catch (Throwable e) {
            failed(name, e);
        }
        events.fireAsync(event, NotificationOptions.ofExecutor(Runnable::run)).whenComplete((fired, e) -> {
            if (e != null) {
                failed(name, e);
            }
        });
    }

    /** The first one with its stack: an observer that always throws would fill the log. */
    private void failed(String name, Throwable error) {
        if (!hasFailed.getAndSet(true)) {
            LOG.log(
                    Level.WARNING,
                    "an observer of " + name + " failed, which changes nothing; further failures are logged as DEBUG",
                    error);
        } else {
            LOG.log(Level.DEBUG, "an observer of " + name + " failed", error);
        }
    }
}
