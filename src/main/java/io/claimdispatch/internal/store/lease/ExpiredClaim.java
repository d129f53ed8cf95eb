package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.store.row.ClaimRef;
import java.time.Instant;

/**
 * A claim whose lease has expired, before its row is read.
 *
 * @param ref the claim, which stays valid until a node recovers or renews it
 * @param until when its lease expired
 * @param bytes the approximate actual size of payload and errors, whatever {@code payload_size} says
 */
public record ExpiredClaim(ClaimRef ref, Instant until, long bytes) {}
