package io.claimdispatch.internal.store.lease;

import io.claimdispatch.internal.store.row.ClaimRef;
import java.time.Instant;

/**
 * A claim whose lease has ended, before its row is read.
 *
 * @param ref the right that it still is, until a node takes it back or renews it
 * @param until when its lease ended
 * @param bytes of its payload and errors, about: as they are, whatever {@code payload_size} says
 */
public record ExpiredClaim(ClaimRef ref, Instant until, long bytes) {}
