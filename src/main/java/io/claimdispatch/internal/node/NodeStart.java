package io.claimdispatch.internal.node;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.claim.ThisNode;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.database.DatabaseAbsence;
import io.claimdispatch.internal.store.database.StartState;
import io.claimdispatch.internal.store.database.StartState.Phase;
import io.claimdispatch.internal.store.jpa.PersistenceUnit;
import io.claimdispatch.internal.store.transaction.TransactionProbe;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ThreadFactory;
import org.jspecify.annotations.Nullable;

/**
 * Starts the node: at once where the database is there, else as soon as it is. A mistake that the first try finds stops the
 * deployment. One that a later try finds cannot do so any more; the node then claims nothing, and looks again each minute.
 */
@Component
public class NodeStart {

    private static final Log LOG = Log.of(NodeStart.class);

    /** Between looks for a database that has been found to have something wrong about it. */
    private static final Duration LOOK_AGAIN = Duration.ofMinutes(1);

    private final Settings settings;
    private final ActionDatabase database;
    private final TransactionProbe transactions;
    private final PersistenceUnit unit;
    private final StartState state;
    private final ClaimLoop loop;
    private final ThisNode node;
    private volatile boolean checked;
    private volatile @Nullable StartWait wait;

    @Inject
    NodeStart(
            Settings settings,
            ActionDatabase database,
            TransactionProbe transactions,
            PersistenceUnit unit,
            StartState state,
            ClaimLoop loop,
            ThisNode node) {
        this.settings = settings;
        this.database = database;
        this.transactions = transactions;
        this.unit = unit;
        this.state = state;
        this.loop = loop;
        this.node = node;
    }

    /** For operators: how far the start has come, since when, and why; of a node that runs, which of its threads do not. */
    public String describe() {
        List<String> ended = loop.ended();
        return state.describe()
                + (ended.isEmpty() ? "" : ", without threads that have ended: " + String.join(", ", ended));
    }

    /**
     * The first try. A database that is not there yet is no error.
     *
     * @throws ClaimDispatchException a mistake, which is to stop the deployment
     */
    void check() {
        if (checked) {
            return;
        }
        unit.check();
        try {
            open();
        } catch (ClaimDispatchException e) {
            if (!Problems.isDatabaseAwaited(e)) {
                throw e;
            }
            hindered(e);
        }
    }

    /**
     * Starts the loop, or a thread that waits until it can. All threads get the context class loader of the caller.
     *
     * @throws ClaimDispatchException CLAIM0043, and what {@link #check} throws if there was no first try
     */
    public synchronized void start(ManagedThreadFactory server) {
        ThreadFactory threads = new ApplicationThreads(server);
        // a mistake in the application's bean must not be hidden by a wait for the database
        node.name();
        if (state.phase() != Phase.WAITING) {
            check();
        }
        if (state.phase() != Phase.WAITING) {
            run(threads);
            return;
        }
        StartWait waiting = new StartWait(() -> tryAgain(threads));
        Thread thread = threads.newThread(waiting);
        if (thread == null) {
            throw Problems.noThread(StartWait.NAME);
        }
        waiting.begin(thread);
        wait = waiting;
    }

    /** Ends the wait, or what has begun. */
    public void stop() {
        boolean isRunning;
        synchronized (this) {
            isRunning = state.phase() == Phase.RUNNING;
            // a try that is under way starts nothing any more
            state.stopped();
        }
        end();
        if (isRunning) {
            loop.stop();
        }
    }

    /** Where the server has not told {@link ClaimNode} of the end: the thread must not outlive the application's beans. */
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
     * A later try.
     *
     * @return how long to wait for the next one; zero if none is needed
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
            // of a full heap, for example: it passes
            database.close();
            throw e;
        } catch (Throwable e) {
            database.close();
            ClaimDispatchException problem = e instanceof ClaimDispatchException ours ? ours : Problems.startFailed(e);
            hindered(problem);
            return Problems.isDatabaseAwaited(problem) ? StartWait.SHORTEST : LOOK_AGAIN;
        }
    }

    private void run(ThreadFactory threads) {
        loop.start(threads);
        state.running();
        LOG.log(Level.INFO, "claim-dispatch is running on {0}", settings.dataSource());
        StartWarnings.of(settings.dataSource(), database.dialect(), database.isInMemory())
                .forEach(warning -> LOG.log(Level.WARNING, warning.getMessage()));
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

    /** The database can also disappear between two steps, whose errors have ids of their own. */
    private ClaimDispatchException told(Throwable failure) {
        boolean isOurs = failure instanceof ClaimDispatchException;
        if (DatabaseAbsence.isIn(failure) && !(isOurs && Problems.isDatabaseAwaited(failure))) {
            return database.awaited(failure);
        }
        return isOurs
                ? (ClaimDispatchException) failure
                : Problems.databaseFailed("looking at the database for the start", failure);
    }

    private void hindered(ClaimDispatchException problem) {
        boolean isAwaited = Problems.isDatabaseAwaited(problem);
        if (state.hindered(isAwaited ? Phase.WAITING : Phase.REFUSED, problem)) {
            LOG.log(
                    isAwaited ? Level.WARNING : Level.ERROR,
                    problem.getMessage() + (isAwaited ? "" : " The node claims nothing, and looks again each minute."));
        }
    }
}
