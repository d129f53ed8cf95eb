package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.store.Completion;
import java.lang.System.Logger.Level;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/**
 * Outcomes that are not stored yet. Workers put them in, a coordinator takes them out and, if its transaction fails, puts
 * them back: a result is in hand until it is durable.
 */
@Component
public class FinishedWork {

    private static final Log LOG = Log.of(FinishedWork.class);

    private final ConcurrentLinkedQueue<Completion> queue = new ConcurrentLinkedQueue<>();
    private final Map<Thread, Integer> inHand = new ConcurrentHashMap<>();
    private volatile Runnable listener = () -> {};

    /** Called after each {@link #add}, on the thread that adds; must be quick. */
    public void onAdded(Runnable listener) {
        this.listener = listener;
    }

    /** Puts an outcome in. Does not throw once it is in. */
    public void add(Completion completion) {
        queue.add(completion);
        try {
            listener.run();
        } catch (RuntimeException | Error e) {
            // the outcome is in: to its caller this must not look as if it were not, or there would be two of them
            LOG.log(Level.DEBUG, "the loop could not be told of an outcome; its next turn finds it", e);
        }
    }

    /** Takes outcomes out. They are in hand of this thread until {@link #settled} says that they are not. */
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

    /** What this thread has taken out is stored, or put back. */
    public void settled() {
        inHand.remove(Thread.currentThread());
    }

    /** How many are taken out, and neither stored nor put back yet. */
    public int inHand() {
        return inHand.values().stream().mapToInt(Integer::intValue).sum();
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
