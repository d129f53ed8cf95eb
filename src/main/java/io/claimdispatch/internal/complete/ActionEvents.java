package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.RowContext;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.SettingProblems;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.NotificationOptions;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Fires the events of actions on a dedicated thread, which runs only if something observes them: an observer that
 * blocks delays only other events. Events that do not fit into the queue are dropped, counted and logged.
 */
@Component
@Dependent
public class ActionEvents {

    /** The size of the queue: room for the outcomes of several exchanges. */
    static final int ROOM = 10_000;

    private static final Log LOG = Log.of(ActionEvents.class);

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
    private final Timings timings;

    @Inject
    ActionEvents(
            EventObservers observers,
            @Any Event<Object> events,
            RowContext context,
            TaskTransactions transactions,
            CallWatchdog watchdog,
            Timings timings) {
        this.observers = observers;
        this.events = events;
        this.context = context;
        this.transactions = transactions;
        this.watchdog = watchdog;
        this.timings = timings;
    }

    /**
     * Starts the thread if there are observers.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0043
     */
    public void start(ThreadFactory factory) {
        if (observers.any()) {
            String name = "claim-dispatch-events";
            Thread made = factory.newThread(this::run);
            if (made == null) {
                throw SettingProblems.noThread(name);
            }
            made.setName(name);
            made.setDaemon(true);
            made.start();
            thread = made;
        }
    }

    /** Queues the event of a committed change. Never waits. */
    public void fire(Object event) {
        if (queue.offer(event)) {
            return;
        }
        dropped.increment();
        if (!isDropping.getAndSet(true)) {
            LOG.log(TaskNotices.eventsDropped(dropped.sum()));
        }
    }

    /** Whether the thread was started; without observers there is none. */
    public boolean isRunning() {
        return thread != null;
    }

    /** How many events have been dropped since boot. */
    long dropped() {
        return dropped.sum();
    }

    /** Fires queued events for a moment longer; then interrupts a blocking observer and leaves it behind. */
    public void stop() {
        isStopping = true;
        queue.offer(END);
        Thread running = thread;
        if (running != null) {
            try {
                running.join(timings.endOfEvents().toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            // before the interrupt, which an observer may swallow: no event may be fired after the undeployment
            isOver = true;
            queue.clear();
            running.interrupt();
        }
    }

    private void run() {
        boolean isRunning = true;
        while (isRunning) {
            try {
                Object event = queue.poll(timings.soon().toMillis(), TimeUnit.MILLISECONDS);
                if (event != null && event != END) {
                    notify(event);
                }
                if (queue.isEmpty() && isDropping.getAndSet(false)) {
                    LOG.log(TaskNotices.observersCaughtUp(dropped.sum()));
                }
            } catch (InterruptedException e) {
                // an observer's own interrupt, unless the node stops
                isRunning = !isStopping;
            } catch (Throwable e) {
                // for example an error of the log; events go on
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

    /**
     * Calls asynchronous observers on this thread too, since nothing bounds how many of the container's threads they
     * would take.
     */
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

    /** Logs the first failure with its stack; an observer that always throws would fill the log. */
    private void failed(String name, Throwable error) {
        if (!hasFailed.getAndSet(true)) {
            LOG.log(TaskNotices.observerFailed(name, error));
        } else {
            LOG.debug("an observer of " + name + " failed", error);
        }
    }
}
