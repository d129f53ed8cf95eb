package io.claimdispatch.internal.node;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.claim.Exchange;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.complete.ActionEvents;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.CompletedStages;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * The threads of this node: the coordinators, and one for each kind of maintenance. They come from the server's managed
 * factory, so that they see the application's beans and names, and not from its pool, which they would occupy for ever.
 */
@Component
public class ClaimLoop implements MaintenanceLoop.NodeState {

    private static final Log LOG = Log.of(ClaimLoop.class);

    private static final Duration LONGEST_JOIN = Duration.ofSeconds(5);
    private static final Duration LOOK = Duration.ofMillis(10);
    private static final int TRIES_AT_THE_END = 3;

    private final List<Thread> threads = new CopyOnWriteArrayList<>();
    private volatile boolean running;
    private volatile boolean claiming;
    private final Settings settings;
    private final DueSignal signal;
    private final Exchange exchange;
    private final RowPipeline pipeline;
    private final MaintenanceLoop maintenance;
    private final FinishedWork finished;
    private final AdmissionGate gate;
    private final Drain drain;
    private final BatchExecutions batches;
    private final ActionEvents events;
    private final CallWatchdog watchdog;
    private final TaskTransactions transactions;
    private final CompletedStages stages;
    private final ThisNode node;

    @Inject
    ClaimLoop(
            Settings settings,
            DueSignal signal,
            Exchange exchange,
            RowPipeline pipeline,
            MaintenanceLoop maintenance,
            FinishedWork finished,
            AdmissionGate gate,
            Drain drain,
            BatchExecutions batches,
            ActionEvents events,
            CallWatchdog watchdog,
            TaskTransactions transactions,
            CompletedStages stages,
            ThisNode node) {
        this.settings = settings;
        this.signal = signal;
        this.exchange = exchange;
        this.pipeline = pipeline;
        this.maintenance = maintenance;
        this.finished = finished;
        this.gate = gate;
        this.drain = drain;
        this.batches = batches;
        this.events = events;
        this.watchdog = watchdog;
        this.transactions = transactions;
        this.stages = stages;
        this.node = node;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isClaiming() {
        return claiming && gate.isOpen();
    }

    /** The names of threads that have ended although the loop runs. Never waits. */
    List<String> ended() {
        return threads.stream()
                .filter(thread -> running && !thread.isAlive())
                .map(Thread::getName)
                .toList();
    }

    /**
     * Starts the threads: all of them, or, if the server does not give one, none.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0043, or CLAIM0102 if the node has no name
     */
    synchronized void start(ThreadFactory factory) {
        LOG.log(Level.DEBUG, "this node is {0}", node.name());
        gate.start();
        running = true;
        claiming = settings.claiming();
        finished.onAdded(signal::finished);
        watchdog.guardedBy(transactions::guard);
        stages.open(signal.finishedWithoutProxy());
        try {
            startThreads(factory);
        } catch (Throwable e) {
            // nobody tells a bean that could not begin of its end: the other threads would claim for nobody
            stop();
            throw e;
        }
    }

    private void startThreads(ThreadFactory factory) {
        for (int i = 0; i < settings.coordinators(); i++) {
            start(factory, new Coordinator(this, signal, exchange, pipeline), "claim-dispatch-coordinator-" + (i + 1));
        }
        events.start(factory);
        maintenance.rest();
        for (MaintenanceTask.MaintenanceThread each : MaintenanceTask.MaintenanceThread.values()) {
            start(
                    factory,
                    () -> maintenance.run(each, this),
                    "claim-dispatch-" + each.name().toLowerCase(Locale.ROOT));
        }
    }

    private void start(ThreadFactory factory, Runnable work, String name) {
        Thread thread = factory.newThread(work);
        if (thread == null) {
            throw Problems.noThread(name);
        }
        thread.setName(name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /**
     * Stops claiming, empties the node ({@link Drain}) and stores what has come of it. What even then goes on loses its lease
     * in time.
     */
    void stop() {
        claiming = false;
        gate.stop();
        drain.empty();
        awaitCallers();
        running = false;
        signal.wakeAll();
        maintenance.wake();
        join();
        // what a coordinator had claimed meanwhile: it would begin with nobody to renew its lease or store its outcome
        pipeline.resumeCompleted();
        drain.last();
        storeTheRest();
        events.stop();
        drain.report();
        stages.close();
    }

    /** Whoever claims by hand just now is waited for: what that brings is to be given back, or it would stay claimed. */
    private void awaitCallers() {
        long begin = System.nanoTime();
        while (gate.isEntered() && System.nanoTime() - begin < longestExchange().toNanos()) {
            LockSupport.parkNanos(LOOK.toNanos());
        }
        if (gate.isEntered()) {
            LOG.log(
                    Level.WARNING,
                    "a run by hand goes on though the application stops; what it claims yet comes back when the leases end");
        }
    }

    /**
     * One that hangs must not hold up an undeployment, nor several of them one after the other. With outcomes in hand it is
     * waited for as long as its database may take to answer: they cannot be had from it before.
     */
    private synchronized void join() {
        boolean interrupted = false;
        long begin = System.nanoTime();
        for (Thread thread : threads) {
            while (thread.isAlive() && System.nanoTime() - begin < longestJoin().toNanos()) {
                try {
                    TimeUnit.NANOSECONDS.timedJoin(thread, LOOK.toNanos());
                } catch (InterruptedException e) {
                    // whoever interrupts the server's thread cannot mean that outcomes are to be lost
                    interrupted = true;
                }
            }
            thread.interrupt();
        }
        threads.clear();
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration longestJoin() {
        return finished.inHand() == 0 ? LONGEST_JOIN : longestExchange();
    }

    /** After that its connection has been given up, and what it had in hand put back. */
    private Duration longestExchange() {
        return settings.databaseTimeout().plus(LONGEST_JOIN);
    }

    /** An exchange that fails has stored what it can one by one. So often in a row, and the database is not there. */
    private void storeTheRest() {
        Throwable failure = null;
        int failures = 0;
        while (!finished.isEmpty() && failures < TRIES_AT_THE_END) {
            try {
                exchange.completeRest();
                failures = 0;
            } catch (Throwable e) {
                failure = e;
                failures++;
            }
        }
        if (!finished.isEmpty() || finished.inHand() > 0) {
            LOG.log(
                    Level.WARNING,
                    "outcomes could not be stored at the end; their rows run again when the leases end",
                    failure);
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
