package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.enterprise.context.Dependent;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * The outcomes that are not stored yet. Workers add them; a coordinator takes them out and, if its transaction fails,
 * puts them back. So a result is kept until it is durable.
 */
@Component
@Dependent
public class FinishedWork {

    private static final Log LOG = Log.of(FinishedWork.class);

    private final ConcurrentLinkedQueue<Completion> queue = new ConcurrentLinkedQueue<>();
    private final Map<Thread, Integer> inHand = new ConcurrentHashMap<>();
    private volatile Runnable listener = () -> {};

    /** Sets a listener that is called after each {@link #add}, on the adding thread; it must be quick. */
    public void onAdded(Runnable listener) {
        this.listener = listener;
    }

    /** Adds an outcome. Does not throw once it is added. */
    public void add(Completion completion) {
        queue.add(completion);
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            // the outcome is added; an exception would make its caller add a second one
            LOG.debug("the loop could not be told of an outcome; its next turn finds it", e);
        }
    }

    /** Takes outcomes out. This thread holds them until it calls {@link #settled}. */
    public List<Completion> take(int limit) {
        List<Completion> taken = new ArrayList<>();
        Completion next;
        while (taken.size() < limit && (next = queue.poll()) != null) {
            taken.add(next);
        }
        if (!taken.isEmpty()) {
            inHand.put(Thread.currentThread(), taken.size());
        }
        return taken;
    }

    /** Records that this thread has stored or put back what it took out. */
    public void settled() {
        inHand.remove(Thread.currentThread());
    }

    /** The number of outcomes that are taken out and neither stored nor put back yet. */
    public int inHand() {
        return inHand.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Puts back outcomes that could not be stored. */
    public void putBack(Collection<Completion> completions) {
        queue.addAll(completions);
    }

    /** Whether no outcome waits. */
    public boolean isEmpty() {
        return queue.isEmpty();
    }
}
