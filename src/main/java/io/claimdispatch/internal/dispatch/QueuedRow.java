package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import java.util.function.Consumer;

/**
 * A claimed row that waits in the pool.
 *
 * @param attempt the row
 * @param byHand whether a call of {@code runOnce} has claimed it, which has reported that it will run here
 * @param work what is done with it
 * @param release gives it back
 */
public record QueuedRow(Attempt attempt, boolean byHand, Consumer<Attempt> work, Consumer<Attempt> release)
        implements Queued {

    @Override
    public int giveBack() {
        release.accept(attempt);
        return 1;
    }

    @Override
    public void run() {
        work.accept(attempt);
    }
}
