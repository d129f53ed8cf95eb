package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Stages that have completed, whose rows wait for a thread. The threads that complete stages are not ours: they put them in and
 * wake a coordinator, and nothing else.
 */
@Component
public class CompletedStages {

    private final Box box = new Box();

    /** For the container. */
    public CompletedStages() {}

    /**
     * From now on they are kept.
     *
     * @param listener called after each, on the completing thread; must be quick, and no method of a bean's proxy
     */
    public void open(Runnable listener) {
        box.listener = listener;
    }

    /** From now on they are dropped: the node has stopped. */
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

    /** What completing threads have instead of the bean, which may be gone. */
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
