package io.claimdispatch.internal.store;

import java.util.Set;

/**
 * Fired by a publish, observed after its transaction has committed.
 *
 * @param types of the rows that were stored
 */
public record NewWork(Set<String> types) {}
