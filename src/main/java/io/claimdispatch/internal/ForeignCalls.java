package io.claimdispatch.internal;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Calls of code that is neither ours nor a row's own work, and that nobody can bound: the batch runtime, the question what a
 * processor supports, the retry policy. They are known while they last, so that one that does not come back can be shown.
 */
@ApplicationScoped
public class ForeignCalls {

    private final Set<Call> calls = ConcurrentHashMap.newKeySet();

    /** Also for the proxy. */
    public ForeignCalls() {}

    /** The current thread begins one. */
    public Call begin(String doing) {
        return new Call(doing);
    }

    /** Those that have been under way for longer. */
    public List<Call> longerThan(Duration time) {
        return calls.stream().filter(call -> call.age().compareTo(time) > 0).toList();
    }

    /** One of them; closing it says that it has come back. */
    public final class Call extends OngoingCall implements AutoCloseable {

        private Call(String doing) {
            super(doing);
            calls.add(this);
        }

        @Override
        public void close() {
            calls.remove(this);
        }
    }
}
