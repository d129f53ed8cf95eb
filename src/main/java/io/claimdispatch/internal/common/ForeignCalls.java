package io.claimdispatch.internal.common;

import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/**
 * Calls of code that is neither ours nor a row's own work, and that cannot be bounded: the batch runtime, the question what a
 * processor supports, the retry policy, observers of events. They are known while they last, so that one that does not come
 * back can be shown. What they change about the thread is restored after them.
 */
@Component
public class ForeignCalls {

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();
    private volatile Supplier<Runnable> guard = () -> () -> {};

    /** Also for the proxy. */
    public ForeignCalls() {}

    /** Asked before each call, on its thread, for what is to be done after it there; neither may throw. */
    public void guardedBy(Supplier<Runnable> guard) {
        this.guard = guard;
    }

    /** The current thread begins one. */
    public Call begin(String doing) {
        return new Call(doing);
    }

    /** Those that have been under way for longer. */
    public List<Call> longerThan(Duration time) {
        return calls.stream().filter(call -> call.age().compareTo(time) > 0).toList();
    }

    /** One of them; closing it, on its thread, says that it has come back. */
    public final class Call extends OngoingCall implements AutoCloseable {

        private final Runnable after = guard.get();
        private final ThreadState state = ThreadState.keep();

        private Call(String doing) {
            super(doing);
            calls.add(this);
        }

        @Override
        public void close() {
            calls.remove(this);
            state.close();
            after.run();
        }
    }
}
