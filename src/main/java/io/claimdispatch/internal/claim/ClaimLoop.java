package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.complete.BatchExecutions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.complete.Outcomes;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.TaskPool;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of this node: the coordinators, and one for each lane of housekeeping. They are threads of the server's managed factory, so
 * that they see the application's beans and names, and not of its pool, which they would occupy for ever.
 */
@ApplicationScoped
class ClaimLoop {

    private static final Logger LOG = System.getLogger(ClaimLoop.class.getName());

    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;
    private volatile boolean claiming;
    private volatile boolean stopped;
    private Settings settings;
    private DueSignal signal;
    private Exchange exchange;
    private RowPipeline pipeline;
    private Housekeeping housekeeping;
    private FinishedWork finished;
    private Outcomes outcomes;
    private TaskPool pool;
    private BatchExecutions batches;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    ClaimLoop() {}

    @Inject
    ClaimLoop(
            Settings settings,
            DueSignal signal,
            Exchange exchange,
            RowPipeline pipeline,
            Housekeeping housekeeping,
            FinishedWork finished,
            Outcomes outcomes,
            TaskPool pool,
            BatchExecutions batches) {
        this.settings = settings;
        this.signal = signal;
        this.exchange = exchange;
        this.pipeline = pipeline;
        this.housekeeping = housekeeping;
        this.finished = finished;
        this.outcomes = outcomes;
        this.pool = pool;
        this.batches = batches;
    }

    boolean isRunning() {
        return running;
    }

    boolean isClaiming() {
        return claiming;
    }

    /** Whether it has been stopped: nothing may be claimed any more, by nobody, since no lease would be renewed. */
    boolean isStopped() {
        return stopped;
    }

    /** Starts the threads. */
    synchronized void start(ManagedThreadFactory factory) {
        stopped = false;
        running = true;
        claiming = settings.claiming();
        finished.onAdded(signal::finished);
        for (int i = 0; i < settings.coordinators(); i++) {
            start(factory, new Coordinator(this, signal, exchange, pipeline), "claim-dispatch-coordinator-" + (i + 1));
        }
        housekeeping.rest();
        for (Chore.Lane lane : Chore.Lane.values()) {
            start(
                    factory,
                    () -> housekeeping.run(lane, this),
                    "claim-dispatch-" + lane.name().toLowerCase(Locale.ROOT));
        }
    }

    private void start(ManagedThreadFactory factory, Runnable work, String name) {
        Thread thread = factory.newThread(work);
        thread.setName(name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /**
     * Stops claiming, gives back what has not begun, waits for running jobs as long as the setting {@code
     * claim-dispatch.drain} says, stops batch executions for as long again, and stores what has finished. What is still running then loses its lease in time.
     */
    void stop() {
        claiming = false;
        stopped = true;
        release();
        long end = System.nanoTime() + settings.drain().toNanos();
        while ((pool.running() > 0 || !finished.isEmpty() || !batches.isEmpty())
                && System.nanoTime() - end < 0
                && running) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(10));
        }
        batches.stopAll(settings.drain());
        running = false;
        signal.wakeAll();
        housekeeping.wake();
        join();
        // what a coordinator had claimed meanwhile: it would begin with nobody to renew its lease or store its outcome
        release();
        storeTheRest();
    }

    private void release() {
        pool.withdraw().forEach(task -> {
            if (task instanceof QueuedRow queued) {
                finished.add(outcomes.released(queued.attempt()));
            }
        });
    }

    private synchronized void join() {
        for (Thread thread : threads) {
            try {
                thread.join(Duration.ofSeconds(5).toMillis());
                thread.interrupt();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    private void storeTheRest() {
        try {
            while (!finished.isEmpty()) {
                exchange.completeOnly();
            }
        } catch (RuntimeException e) {
            LOG.log(
                    Level.WARNING,
                    "outcomes could not be stored at the end; their rows run again when the leases end",
                    e);
        }
        if (!batches.isEmpty()) {
            LOG.log(
                    Level.INFO,
                    "batch executions of this application are still running; their rows come back when the leases end");
        }
    }

    /** A coordinator's wait after an error; ends early when the loop stops. */
    void pause(Duration pause) throws InterruptedException {
        long end = System.nanoTime() + pause.toNanos();
        while (running && System.nanoTime() - end < 0) {
            if (Thread.interrupted()) {
                throw new InterruptedException();
            }
            LockSupport.parkNanos(Math.min(end - System.nanoTime(), TimeUnit.MILLISECONDS.toNanos(100)));
        }
    }
}
