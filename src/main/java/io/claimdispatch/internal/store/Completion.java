package io.claimdispatch.internal.store;

/**
 * One claimed row and what becomes of it.
 *
 * @param ref the right to change it
 * @param change what becomes of it
 */
public record Completion(ClaimRef ref, Change change) {}
