package io.claimdispatch.internal.watchdog;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Tracks calls into code that we do not control while they last, and reports hanging ones. There are two kinds.
 *
 * <p>Database calls are our own transactions, from getting a connection to returning it. A call that hangs in spite of
 * all timeouts is aborted: its driver has none, or it writes to a silent network, which no driver bounds. A pool that
 * hangs before it provides a connection can only be reported.
 *
 * <p>Foreign calls are calls into code that is neither ours nor a row's own work, and that has no timeout: the batch
 * runtime, a processor's {@code supports}, the retry policy, observers of events. They cannot be aborted, since it is
 * unknown here what they do. The thread's state is restored after them.
 */
@Component
@Dependent
public class CallWatchdog {

    private static final Log LOG = Log.of(CallWatchdog.class);

    private final Set<Call> databaseCalls = ConcurrentHashMap.newKeySet();
    private final Set<Call> foreignCalls = ConcurrentHashMap.newKeySet();
    private final Settings settings;
    private final Ticker ticker;
    private volatile Supplier<Runnable> guard = () -> () -> {};

    @Inject
    public CallWatchdog(Settings settings, Ticker ticker) {
        this.settings = settings;
        this.ticker = ticker;
    }

    /**
     * Sets a guard: called before each foreign call, on its thread, it returns the action to run there afterwards.
     * Neither may throw.
     */
    public void guardedBy(Supplier<Runnable> guard) {
        this.guard = guard;
    }

    /** Begins a database call on the current thread. */
    public Call beginDatabaseCall(String doing) {
        return new Call(doing, ticker, databaseCalls, () -> {});
    }

    /** Begins a foreign call on the current thread. */
    public Call beginForeignCall(String doing) {
        Runnable after = guard.get();
        ThreadState state = ThreadState.keep();
        return new Call(doing, ticker, foreignCalls, () -> {
            state.close();
            after.run();
        });
    }

    /**
     * Reports hanging database calls, each once, and aborts them. May hang itself: some drivers wait for the reading
     * thread.
     */
    public void abortHungDatabaseCalls() {
        for (Call call : hungInDatabase()) {
            if (call.notice()) {
                ClaimDispatchException hangs =
                        DatabaseProblems.databaseHangs(call.doing(), call.age().toSeconds(), call.thread());
                LOG.log(Level.ERROR, hangs, hangs);
            }
            call.abort();
        }
    }

    /** Reports hanging foreign calls, each once. */
    public void reportHungForeignCalls() {
        for (Call call : hungInForeignCode()) {
            if (call.notice()) {
                ClaimDispatchException hangs =
                        NodeProblems.foreignCallHangs(call.doing(), call.age().toSeconds(), call.thread());
                LOG.log(Level.ERROR, hangs, hangs);
            }
        }
    }

    /** For operators: the database calls that hang now, with thread and duration. */
    public List<String> hungDatabaseCalls() {
        return hungInDatabase().stream().map(Call::describe).toList();
    }

    /** For operators: the foreign calls that hang now, with thread and duration. */
    public List<String> hungForeignCalls() {
        return hungInForeignCode().stream().map(Call::describe).toList();
    }

    private List<Call> hungInDatabase() {
        return longerThan(settings.databaseTimeout().multipliedBy(2), databaseCalls);
    }

    private List<Call> hungInForeignCode() {
        return longerThan(settings.databaseTimeout(), foreignCalls);
    }

    private static List<Call> longerThan(Duration time, Set<Call> calls) {
        return calls.stream().filter(call -> call.age().compareTo(time) > 0).toList();
    }
}
