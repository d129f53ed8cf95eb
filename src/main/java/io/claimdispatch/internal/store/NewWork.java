package io.claimdispatch.internal.store;

import java.util.Set;

/**
 * Fired by a publish and observed after its transaction has committed.
 *
 * @param types the types of the stored rows
 */
public record NewWork(Set<String> types) {}
