package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.complete.Attempt;
import java.util.List;
import java.util.function.Consumer;

/**
 * A claimed row that waits in the pool.
 *
 * @param attempt the row
 * @param byHand whether a run by hand has claimed it, whose caller was told that it will run here
 * @param work what is done with it
 */
public record QueuedRow(Attempt attempt, boolean byHand, Consumer<Attempt> work) implements Queued {

    @Override
    public List<Attempt> attempts() {
        return List.of(attempt);
    }

    @Override
    public void run() {
        work.accept(attempt);
    }
}
