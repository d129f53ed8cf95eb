package io.claimdispatch.internal.store.publish;

/**
 * What became of one insert.
 *
 * @param id of the new row, or of the row that has the key already
 * @param stored whether it is the new one
 */
public record Inserted(long id, boolean stored) {}
