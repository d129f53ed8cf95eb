package io.claimdispatch.internal.store.row;

import io.claimdispatch.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a claim reads of a row.
 *
 * @param ref the right to change it
 * @param type routing key
 * @param payload JSON text
 * @param key idempotency key
 * @param priority among the due ones
 * @param eligibleAt earliest time of this attempt
 * @param createdAt when it was published
 * @param failCount failed attempts before this one, from 0 to {@value #MAX_FAIL_COUNT}
 * @param errors of those attempts, as JSON
 * @param executionId of the batch execution that an earlier attempt started
 * @param claimedBy the node that holds, or in an expired row held, the claim
 */
public record ClaimedRow(
        ClaimRef ref,
        String type,
        String payload,
        @Nullable String key,
        Priority priority,
        Instant eligibleAt,
        Instant createdAt,
        int failCount,
        @Nullable String errors,
        @Nullable Long executionId,
        @Nullable String claimedBy) {

    /** No row has failed more often, as far as anything is calculated with it: one more is still a number. */
    public static final int MAX_FAIL_COUNT = 1_000_000_000;

    /** What a person has written into the column may be no count. */
    public ClaimedRow {
        failCount = countable(failCount);
    }

    /** How long the texts are that have no bound of their own. */
    public long chars() {
        return payload.length() + (errors == null ? 0L : errors.length());
    }

    /** The nearest number that can be a count of failed attempts. */
    static int countable(int failCount) {
        return Math.max(0, Math.min(failCount, MAX_FAIL_COUNT));
    }
}
