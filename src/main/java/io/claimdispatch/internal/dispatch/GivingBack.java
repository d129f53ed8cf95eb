package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import jakarta.inject.Inject;
import java.util.function.Predicate;

/** Gives claimed rows that have not begun back to all nodes. */
@Component
public class GivingBack {

    private final TaskPool pool;
    private final AttemptEnd attemptEnd;

    @Inject
    public GivingBack(TaskPool pool, AttemptEnd attemptEnd) {
        this.pool = pool;
        this.attemptEnd = attemptEnd;
    }

    /** All of them. */
    public int all() {
        return those(row -> true);
    }

    /** Those that are chosen; how many they were. */
    public int those(Predicate<QueuedRow> chosen) {
        int count = 0;
        for (Runnable task : pool.withdraw(task -> task instanceof QueuedRow row && chosen.test(row))) {
            attemptEnd.released(((QueuedRow) task).attempt());
            count++;
        }
        return count;
    }
}
