package io.claimdispatch.internal.store.publish;

/**
 * The result of one insert.
 *
 * @param id the id of the new row, or of the existing row with the key
 * @param stored whether the row is new
 */
public record Inserted(long id, boolean stored) {}
