package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.internal.operate.Arguments;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an operator wants to do with many rows.
 *
 * @param verb the command on each row
 * @param filter the filter as its operator has written it; null for a list of ids
 * @param ids the ids; empty for a filter
 * @param query what the filter, or the ids, stand for
 * @param to for which time rows are rescheduled; null for other commands
 * @param spread over how long the earliest times of the rows are spread; zero for not at all
 * @param canary how many rows are done before it waits for an operator; 0 for all
 * @param key by which a repeated request is known; null if it is not to be
 */
public record BulkOrder(
        BulkVerb verb,
        @Nullable String filter,
        List<Long> ids,
        ActionQuery query,
        @Nullable To to,
        Duration spread,
        int canary,
        @Nullable String key) {

    /** The greatest number of rows that may be named by their ids. */
    public static final int MOST_IDS = ActionQuery.MAX_IDS;

    /**
     * A time to reschedule to: one of both.
     *
     * @param runAt the time
     * @param delay from when the row is moved
     */
    public record To(@Nullable Instant runAt, @Nullable Duration delay) {

        /**
         * A time.
         *
         * @throws io.claimdispatch.ClaimDispatchException CLAIM0053 if it cannot be stored
         */
        public static To at(Instant time) {
            return new To(Arguments.time(time), null);
        }

        /**
         * A delay.
         *
         * @throws io.claimdispatch.ClaimDispatchException CLAIM0053 if it cannot be stored
         */
        public static To in(Duration delay) {
            return new To(null, Arguments.delay(delay));
        }

        Instant from(Instant now) {
            return runAt != null ? runAt : delay != null ? now.plus(delay) : now;
        }
    }
}
