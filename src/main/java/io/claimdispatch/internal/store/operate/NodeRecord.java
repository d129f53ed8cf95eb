package io.claimdispatch.internal.store.operate;

import java.time.Instant;

/**
 * What a node has said about itself.
 *
 * @param node its name
 * @param state {@code RUNNING}, {@code SUSPENDED}, {@code IDLE} if it does not claim, or {@code STOPPED}
 * @param startedAt when it started, by the database's clock
 * @param seenAt when it said so, by the database's clock
 * @param detail a JSON object
 */
public record NodeRecord(String node, String state, Instant startedAt, Instant seenAt, String detail) {}
