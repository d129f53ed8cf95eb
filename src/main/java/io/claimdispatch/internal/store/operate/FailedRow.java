package io.claimdispatch.internal.store.operate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A dead row of a group of failures.
 *
 * @param id the id
 * @param at when it died
 * @param node the node that ran its last attempt; null for a row that was written by hand
 */
public record FailedRow(long id, Instant at, @Nullable String node) {}
