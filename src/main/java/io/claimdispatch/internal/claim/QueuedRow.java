package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.complete.Attempt;
import java.util.function.Consumer;

/**
 * A claimed row that waits in the pool.
 *
 * @param attempt the row
 * @param work what is done with it
 */
record QueuedRow(Attempt attempt, Consumer<Attempt> work) implements Runnable {
    @Override
    public void run() {
        work.accept(attempt);
    }
}
