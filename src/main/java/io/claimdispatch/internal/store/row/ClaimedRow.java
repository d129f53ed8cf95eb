package io.claimdispatch.internal.store.row;

import io.claimdispatch.Priority;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A row as read by a claim.
 *
 * @param ref the right to change it
 * @param type the routing key
 * @param payload the payload as JSON text
 * @param key the idempotency key
 * @param priority the priority
 * @param eligibleAt the earliest time of this attempt
 * @param createdAt when it was published
 * @param failCount the number of failed attempts before this one, from 0 to {@value #MAX_FAIL_COUNT}
 * @param errors the errors of those attempts, as JSON
 * @param executionId the id of the batch execution that an earlier attempt started
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

    /** The maximum count used in calculations, so that adding one does not overflow. */
    public static final int MAX_FAIL_COUNT = 1_000_000_000;

    /** Clamps the count, since a person may have written any number into the column. */
    public ClaimedRow {
        failCount = countable(failCount);
    }

    /** The length of the texts that have no bound of their own. */
    public long chars() {
        return payload.length() + (errors == null ? 0L : errors.length());
    }

    /** Returns the nearest valid count of failed attempts. */
    static int countable(int failCount) {
        return Math.max(0, Math.min(failCount, MAX_FAIL_COUNT));
    }
}
