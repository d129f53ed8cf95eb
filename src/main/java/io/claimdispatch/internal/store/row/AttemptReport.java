package io.claimdispatch.internal.store.row;

import org.jspecify.annotations.Nullable;

/**
 * The data to report about an attempt once its outcome is stored. Contains no payload.
 *
 * @param type the type of the row
 * @param key the key of the row
 * @param attempt the number of the attempt, beginning with 1
 * @param failure the failure; null if it succeeded
 */
public record AttemptReport(
        String type,
        @Nullable String key,
        int attempt,
        @Nullable FailureReport failure) {}
