package io.claimdispatch.internal.store.operate;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Dead rows of one type with one failure.
 *
 * @param type the type
 * @param failure the key of the last failure; null for rows without one
 * @param count how many rows were counted
 * @param isCapped whether there may be more
 * @param rows some of them, the greatest id first; at least one
 */
public record FailureGroup(String type, @Nullable String failure, int count, boolean isCapped, List<FailedRow> rows) {}
