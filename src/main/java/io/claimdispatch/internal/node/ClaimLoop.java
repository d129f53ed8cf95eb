package io.claimdispatch.internal.node;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.claim.Exchange;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.common.problem.SettingProblems;
import io.claimdispatch.internal.complete.ActionEvents;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.CompletedStages;
import io.claimdispatch.internal.dispatch.RowPipeline;
import io.claimdispatch.internal.store.transaction.TaskTransactions;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ThreadFactory;

/**
 * The threads of this node: the coordinators, and one for each kind of maintenance. They come from the server's managed
 * factory, so that they see the application's beans and names, and not from its pool, where they would occupy threads
 * for ever.
 */
@Component
@Dependent
public class ClaimLoop implements MaintenanceLoop.NodeState {

    private static final Log LOG = Log.of(ClaimLoop.class);

    private static final long LOOK_MILLIS = 10;
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
    private final Ticker ticker;
    private final Timings timings;

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
            ThisNode node,
            Ticker ticker,
            Timings timings) {
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
        this.ticker = ticker;
        this.timings = timings;
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    @Override
    public boolean isClaiming() {
        return claiming && gate.isOpen();
    }

    /** The names of threads that ended although the loop runs. Never waits. */
    List<String> ended() {
        return threads.stream()
                .filter(thread -> running && !thread.isAlive())
                .map(Thread::getName)
                .toList();
    }

    /**
     * Starts all threads; or none, if the server does not provide one of them.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0043, or CLAIM0102 if the node has no name
     */
    synchronized void start(ThreadFactory factory) {
        LOG.debug("this node is {0}", node.name());
        gate.start();
        running = true;
        claiming = settings.claiming();
        finished.onAdded(signal::finished);
        watchdog.guardedBy(transactions::guard);
        stages.open(signal.finishedWithoutProxy());
        try {
            startThreads(factory);
        } catch (Throwable e) {
            // the container does not destroy a bean that failed to start, so the other threads would go on claiming
            stop();
            throw e;
        }
    }

    private void startThreads(ThreadFactory factory) {
        for (int i = 0; i < settings.coordinators(); i++) {
            start(
                    factory,
                    new Coordinator(this, signal, exchange, pipeline, ticker, timings),
                    "claim-dispatch-coordinator-" + (i + 1));
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
            throw SettingProblems.noThread(name);
        }
        thread.setName(name);
        thread.setDaemon(true);
        thread.start();
        threads.add(thread);
    }

    /**
     * Stops claiming, drains the node ({@link Drain}) and stores the results. The lease of work that still runs then
     * expires.
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
        // rows that a coordinator claimed meanwhile: they would begin with no thread to renew their leases or store
        // their outcomes
        pipeline.resumeCompleted();
        drain.last();
        storeTheRest();
        events.stop();
        drain.report();
        stages.close();
    }

    /** Waits for callers of {@code runOnce} that are just claiming, since the rows that they get must be given back. */
    private void awaitCallers() {
        ticker.await(longestExchange(), () -> !gate.isEntered());
        if (gate.isEntered()) {
            LOG.log(NodeNotices.runByHandOutlives());
        }
    }

    /**
     * Joins the threads, bounded in total, since hanging threads must not block an undeployment. If a thread holds
     * outcomes, waits for as long as the database may take to answer, since only then are they released.
     */
    private synchronized void join() {
        boolean interrupted = false;
        long begin = ticker.nanoTime();
        for (Thread thread : threads) {
            while (thread.isAlive() && ticker.nanoTime() - begin < longestJoin().toNanos()) {
                try {
                    thread.join(LOOK_MILLIS);
                } catch (InterruptedException e) {
                    // an interrupt of the server's thread is no reason to lose outcomes
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
        return finished.inHand() == 0 ? timings.endOfThreads() : longestExchange();
    }

    /** After this time the connection has been given up, and the outcomes have been put back. */
    private Duration longestExchange() {
        return settings.databaseTimeout().plus(timings.endOfThreads());
    }

    /**
     * Stores the remaining outcomes. A failed exchange has stored what it can one by one; after several failures in a
     * row the database counts as unavailable.
     */
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
            LOG.log(NodeNotices.outcomesNotStored(failure));
        }
        if (!batches.isEmpty()) {
            LOG.log(NodeNotices.batchesOutlive());
        }
    }
}
