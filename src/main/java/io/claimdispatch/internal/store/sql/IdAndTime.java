package io.claimdispatch.internal.store.sql;

import java.time.Instant;

/**
 * An id and the time, drawn for a single insert in one round trip.
 *
 * @param id the id of the new row
 * @param now the time by the database's clock
 */
public record IdAndTime(long id, Instant now) {}
