package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.row.ClaimedRow;

/**
 * A claimed row on its way through this node.
 *
 * @param row as the claim read it
 * @param record as user code sees it
 */
public record Attempt(ClaimedRow row, LogRecord record) {}
