package io.claimdispatch.internal.watchdog;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.ThreadState;
import io.claimdispatch.internal.config.Settings;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Knows calls into code that we do not control while they last, and reports those that do not return. There are two kinds.
 *
 * <p>Calls of the database are our own transactions, from asking for a connection to giving it back. One that hangs in spite
 * of all bounds is ended: its driver knows none, or it writes to a network that has gone silent, which no driver bounds. A pool
 * that hangs before it has given a connection cannot be ended, only be shown.
 *
 * <p>Foreign calls are those of code that is neither ours nor a row's own work, and that cannot be bounded: the batch runtime,
 * the question what a processor supports, the retry policy, observers of events. They cannot be ended: what they do is not
 * known here. What they change about the thread is restored after them.
 */
@Component
public class CallWatchdog {

    private static final Log LOG = Log.of(CallWatchdog.class);

    private final Set<Call> databaseCalls = ConcurrentHashMap.newKeySet();
    private final Set<Call> foreignCalls = ConcurrentHashMap.newKeySet();
    private final Settings settings;
    private volatile Supplier<Runnable> guard = () -> () -> {};

    @Inject
    public CallWatchdog(Settings settings) {
        this.settings = settings;
    }

    /** Asked before each foreign call, on its thread, for what is to be done after it there; neither may throw. */
    public void guardedBy(Supplier<Runnable> guard) {
        this.guard = guard;
    }

    /** The current thread begins a call of the database. */
    public Call beginDatabaseCall(String doing) {
        return new Call(doing, databaseCalls, () -> {});
    }

    /** The current thread begins a foreign call. */
    public Call beginForeignCall(String doing) {
        Runnable after = guard.get();
        ThreadState state = ThreadState.keep();
        return new Call(doing, foreignCalls, () -> {
            state.close();
            after.run();
        });
    }

    /** Reports the calls of the database that hang, each once, and ends them. May hang itself: some drivers wait for the reading thread. */
    public void abortHungDatabaseCalls() {
        for (Call call : hungInDatabase()) {
            if (call.notice()) {
                LOG.log(
                        Level.ERROR,
                        "a database call hangs",
                        Problems.databaseHangs(call.doing(), call.age().toSeconds(), call.thread()));
            }
            call.abort();
        }
    }

    /** Reports the foreign calls that hang, each once. */
    public void reportHungForeignCalls() {
        for (Call call : hungInForeignCode()) {
            if (call.notice()) {
                LOG.log(
                        Level.ERROR,
                        "a call of foreign code hangs",
                        Problems.foreignCallHangs(call.doing(), call.age().toSeconds(), call.thread()));
            }
        }
    }

    /** For operators: which calls of the database hang now, on which thread, and for how long. */
    public List<String> hungDatabaseCalls() {
        return hungInDatabase().stream().map(Call::describe).toList();
    }

    /** For operators: which foreign calls hang now, on which thread, and for how long. */
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
