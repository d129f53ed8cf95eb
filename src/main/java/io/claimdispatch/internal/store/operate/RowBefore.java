package io.claimdispatch.internal.store.operate;

import java.time.Instant;

/**
 * A row before a command changed it, for its event.
 *
 * @param id the id of the row
 * @param type its type
 * @param state its state, as stored
 * @param eligibleAt its earliest time
 * @param failCount its failed attempts
 */
public record RowBefore(long id, String type, String state, Instant eligibleAt, int failCount) {}
