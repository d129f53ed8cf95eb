package io.claimdispatch.internal.store.operate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a bulk action is for. It never changes.
 *
 * @param verb the command on each row
 * @param query the filter as its operator has written it; null for a list of ids
 * @param ids the ids, with commas between; null for a filter
 * @param by who asked for it, why, where, and by which way
 * @param createdAt when, by the database's clock
 * @param validUntil until when it may begin
 * @param asOf rows that have changed after this time are left alone
 * @param maxId so are rows with a greater id
 * @param spreadSeconds over how long the earliest times of the rows are spread; 0 for not at all
 * @param canary how many rows are done before it waits for an operator; 0 for all
 * @param key by which a repeated request is known, once for each operator
 */
public record BulkPlan(
        String verb,
        @Nullable String query,
        @Nullable String ids,
        NewEvent.Author by,
        Instant createdAt,
        Instant validUntil,
        Instant asOf,
        long maxId,
        long spreadSeconds,
        int canary,
        String key) {}
