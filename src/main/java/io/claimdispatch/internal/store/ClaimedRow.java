package io.claimdispatch.internal.store;

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
 * @param endAt earliest time of this attempt
 * @param createdAt when it was published
 * @param failCount failed attempts before this one
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
        Instant endAt,
        Instant createdAt,
        int failCount,
        @Nullable String errors,
        @Nullable Long executionId,
        @Nullable String claimedBy) {}
