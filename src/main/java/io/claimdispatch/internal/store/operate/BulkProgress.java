package io.claimdispatch.internal.store.operate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a bulk action has come.
 *
 * @param state one of {@code PREVIEW}, {@code RUNNING}, {@code CANARY}, {@code DONE} and {@code CANCELLED}
 * @param arguments a JSON object: the arguments of the verb, what the preview has found, and what the next step needs
 * @param cursor rows with this id and greater ones are done with
 * @param matched how many rows the preview has counted
 * @param counts what has become of the rows so far
 * @param updatedAt when it last went on
 * @param endedAt when it ended; null before
 */
public record BulkProgress(
        String state,
        String arguments,
        long cursor,
        int matched,
        Counts counts,
        Instant updatedAt,
        @Nullable Instant endedAt) {

    /**
     * What has become of rows.
     *
     * @param done changed, with an event for each
     * @param refused left alone: claimed, changed since the preview, or locked by another transaction
     * @param failed left alone, since the database refused the change
     */
    public record Counts(int done, int refused, int failed) {

        /** Of no row. */
        public static final Counts NONE = new Counts(0, 0, 0);

        /** The sums. */
        public Counts plus(Counts other) {
            return new Counts(done + other.done, refused + other.refused, failed + other.failed);
        }

        /** All of them. */
        public int all() {
            return done + refused + failed;
        }
    }
}
