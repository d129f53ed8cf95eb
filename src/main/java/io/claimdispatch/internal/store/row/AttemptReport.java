package io.claimdispatch.internal.store.row;

import org.jspecify.annotations.Nullable;

/**
 * What is told of an attempt once its outcome is stored. Holds no payload.
 *
 * @param type of the row
 * @param key of the row
 * @param attempt beginning with 1
 * @param failure if it failed
 */
public record AttemptReport(
        String type,
        @Nullable String key,
        int attempt,
        @Nullable FailureReport failure) {}
