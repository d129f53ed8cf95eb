package io.claimdispatch.cluster.death;

/**
 * The payload.
 *
 * @param last the first attempt goes no further
 */
public record Mortal(Step last) {}
