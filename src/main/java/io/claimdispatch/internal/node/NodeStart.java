package io.claimdispatch.internal.node;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.common.problem.NodeNotices;
import io.claimdispatch.internal.common.problem.SettingProblems;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.DatabaseAbsence;
import io.claimdispatch.internal.store.database.StartState;
import io.claimdispatch.internal.store.database.StartState.Phase;
import io.claimdispatch.internal.store.jpa.PersistenceUnit;
import io.claimdispatch.internal.store.transaction.TransactionProbe;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts the node at once if the database is available, otherwise as soon as it is. A mistake found by the first try
 * stops the deployment. If a later try finds one, the node claims nothing and checks again every minute.
 */
@Component
@Dependent
public class NodeStart {

    private static final Log LOG = Log.of(NodeStart.class);

    private final Settings settings;
    private final ActionDatabase database;
    private final TransactionProbe transactions;
    private final PersistenceUnit unit;
    private final StartState state;
    private final ClaimLoop loop;
    private final ThisNode node;
    private final ChunkAttempts chunks;
    private final Timings timings;
    private volatile boolean checked;
    private volatile @Nullable StartWait wait;
    private volatile @Nullable ThreadFactory ofApplication;

    @Inject
    NodeStart(
            Settings settings,
            ActionDatabase database,
            TransactionProbe transactions,
            PersistenceUnit unit,
            StartState state,
            ClaimLoop loop,
            ThisNode node,
            ChunkAttempts chunks,
            Timings timings) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.unit = unit;
        this.state = state;
        this.loop = loop;
        this.node = node;
        this.chunks = chunks;
        this.timings = timings;
    }

    /**
     * For operators: the state of the start, since when, and why; for a running node, also its threads that have ended.
     */
    public String describe() {
        List<String> ended = loop.ended();
        return state.describe()
                + (ended.isEmpty() ? "" : ", without threads that have ended: " + String.join(", ", ended));
    }

    /**
     * Tries to start for the first time. A database that is not available yet is not an error.
     *
     * @throws ClaimDispatchException for a mistake, which must stop the deployment
     */
    void check() {
        if (checked) {
            return;
        }
        unit.check();
        chunks.check();
        try {
            open();
        } catch (ClaimDispatchException e) {
            if (!StartProblems.isDatabaseAwaited(e)) {
                throw e;
            }
            hindered(e);
        }
    }

    /**
     * Starts the loop, or a thread that waits until it can be started. All threads get the context class loader of the
     * caller.
     *
     * @throws ClaimDispatchException CLAIM0043, and the exceptions of {@link #check} if there was no first try
     */
    public synchronized void start(ManagedThreadFactory server) {
        ThreadFactory threads = new ApplicationThreads(server);
        ofApplication = threads;
        // waiting for the database must not hide a mistake in the application's bean
        node.name();
        if (state.phase() != Phase.WAITING) {
            check();
        }
        if (state.phase() != Phase.WAITING) {
            run(threads);
            return;
        }
        StartWait waiting = new StartWait(timings, () -> tryAgain(threads));
        Thread thread = threads.newThread(waiting);
        if (thread == null) {
            throw SettingProblems.noThread(StartWait.NAME);
        }
        waiting.begin(thread);
        wait = waiting;
    }

    /**
     * A thread of the application for work beside the loop, not started yet.
     *
     * @return empty if the node has not been started, or the server has no thread
     */
    public Optional<Thread> newThread(Runnable work) {
        ThreadFactory threads = ofApplication;
        return threads == null ? Optional.empty() : Optional.ofNullable(threads.newThread(work));
    }

    /** Ends the wait, or stops the loop. */
    public void stop() {
        boolean isRunning;
        synchronized (this) {
            isRunning = state.phase() == Phase.RUNNING;
            // a try under way then starts nothing
            state.stopped();
        }
        end();
        if (isRunning) {
            loop.stop();
        }
    }

    /**
     * Ends the wait, in case the server has not stopped {@link ClaimNode}: the thread must not outlive the
     * application's beans.
     */
    @PreDestroy
    void end() {
        StartWait waiting = wait;
        if (waiting != null) {
            waiting.end();
        }
    }

    /** Ends the back-off between two tries. */
    public void lookAgain() {
        StartWait waiting = wait;
        if (waiting != null) {
            waiting.look();
        }
    }

    /**
     * Tries again to start.
     *
     * @return the delay before the next try; zero if none is needed
     */
    private Duration tryAgain(ThreadFactory threads) {
        try {
            open();
            synchronized (this) {
                if (state.phase() != Phase.STOPPED) {
                    run(threads);
                }
            }
            return Duration.ZERO;
        } catch (VirtualMachineError e) {
            // for example out of memory, which may be temporary
            database.close();
            throw e;
        } catch (Throwable e) {
            database.close();
            ClaimDispatchException problem =
                    e instanceof ClaimDispatchException ours ? ours : StartProblems.startFailed(e);
            hindered(problem);
            return StartProblems.isDatabaseAwaited(problem) ? timings.shortestStartBackOff() : timings.refusedStart();
        }
    }

    private void run(ThreadFactory threads) {
        loop.start(threads);
        state.running();
        LOG.log(NodeNotices.nodeRuns(settings.dataSource()));
        StartWarnings.of(settings.dataSource(), database.dialect(), database.isInMemory())
                .forEach(warning -> LOG.log(Level.WARNING, warning));
    }

    private void open() {
        try {
            database.starting();
            database.open();
            transactions.check(database.dataSource());
            unit.ready();
            database.started();
            checked = true;
        } catch (SQLException | RuntimeException | Error e) {
            database.close();
            throw told(e);
        }
    }

    /**
     * Converts a failure to an error with an id. The database can also disappear between two steps whose errors have
     * their own ids.
     */
    private ClaimDispatchException told(Throwable failure) {
        boolean isOurs = failure instanceof ClaimDispatchException;
        if (DatabaseAbsence.isIn(failure) && !(isOurs && StartProblems.isDatabaseAwaited(failure))) {
            return database.awaited(failure);
        }
        return isOurs
                ? (ClaimDispatchException) failure
                : DatabaseProblems.databaseFailed("looking at the database for the start", failure);
    }

    private void hindered(ClaimDispatchException problem) {
        boolean isAwaited = StartProblems.isDatabaseAwaited(problem);
        if (state.hindered(isAwaited ? Phase.WAITING : Phase.REFUSED, problem)) {
            LOG.log(isAwaited ? Level.WARNING : Level.ERROR, isAwaited ? problem : StartProblems.startRefused(problem));
        }
    }
}
