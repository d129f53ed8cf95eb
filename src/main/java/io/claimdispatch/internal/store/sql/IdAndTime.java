package io.claimdispatch.internal.store.sql;

import java.time.Instant;

/**
 * What a single insert draws from the database in one round trip.
 *
 * @param id for the new row
 * @param now by the database's clock
 */
public record IdAndTime(long id, Instant now) {}
