package io.claimdispatch.internal.store.operate;

import java.util.List;

/**
 * The failures of a table's dead rows, as far as a bounded read finds them.
 *
 * @param groups in no order
 * @param isWhole whether these are all groups; otherwise the read has met its bound
 */
public record FoundFailures(List<FailureGroup> groups, boolean isWhole) {}
