package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.row.ClaimedRow;

/**
 * An attempt at a claimed row on this node.
 *
 * @param row the row as the claim read it
 * @param record the row as user code sees it
 */
public record Attempt(ClaimedRow row, LogRecord record) {}
