package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.store.Completion;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Outcomes that are not stored yet. Workers put them in, a coordinator takes them out and, if its transaction fails, puts
 * them back: a result is in hand until it is durable.
 */
@ApplicationScoped
public class FinishedWork {

    private final ConcurrentLinkedQueue<Completion> queue = new ConcurrentLinkedQueue<>();
    private volatile Runnable listener = () -> {};

    /** Called after each {@link #add}, on the thread that adds; must be quick. */
    public void onAdded(Runnable listener) {
        this.listener = listener;
    }

    /** Puts an outcome in. */
    public void add(Completion completion) {
        queue.add(completion);
        listener.run();
    }

    /** Takes out what has finished. */
    public List<Completion> take(int limit) {
        List<Completion> taken = new ArrayList<>();
        Completion next;
        while (taken.size() < limit && (next = queue.poll()) != null) {
            taken.add(next);
        }
        return taken;
    }

    /** Puts back what could not be stored. */
    public void putBack(Collection<Completion> completions) {
        queue.addAll(completions);
    }

    /** Whether nothing waits. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }
}
