package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Completed stages whose rows wait for a thread. The threads that complete stages are not ours: they only add the stage
 * and wake a coordinator.
 */
@Component
@Dependent
public class CompletedStages {

    private final Box box = new Box();

    /** For the container. */
    public CompletedStages() {}

    /**
     * Begins to keep completed stages.
     *
     * @param listener called after each, on the completing thread; must be quick, and must not be a method of a bean's
     *     proxy
     */
    public void open(Runnable listener) {
        box.listener = listener;
    }

    /** Begins to drop completed stages, since the node has stopped. */
    public void close() {
        box.listener = null;
        box.queue.clear();
    }

    /** Takes one out; null if there is none. */
    public @Nullable PendingStage poll() {
        return box.queue.poll();
    }

    Box box() {
        return box;
    }

    /** The object that completing threads use instead of the bean, which may have been destroyed. */
    static final class Box {

        private final Queue<PendingStage> queue = new ConcurrentLinkedQueue<>();
        private volatile @Nullable Runnable listener;

        void add(PendingStage stage) {
            Runnable told = listener;
            if (told != null) {
                queue.add(stage);
                told.run();
            }
        }
    }
}
