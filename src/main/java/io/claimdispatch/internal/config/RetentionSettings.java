package io.claimdispatch.internal.config;

import java.time.Duration;

/**
 * How long rows are kept after their end.
 *
 * @param ended {@code claim-dispatch.retention}, default P30D: rows that are processed, skipped, discarded or cancelled; with
 *     {@code claim-dispatch.retention.types} by type, like {@code report.*=P1D, audit.*=never}. A row takes its
 *     idempotency key along
 * @param dead {@code claim-dispatch.retention.dead}, default {@code never}: dead letters; with {@code
 *     claim-dispatch.retention.dead-types} by type
 */
public record RetentionSettings(TypeDurations ended, TypeDurations dead) {

    private static final TypeDurations.Range RANGE =
            new TypeDurations.Range(Duration.ofMinutes(1), Duration.ofDays(36_500));

    static RetentionSettings read(SettingsReader reader) {
        return new RetentionSettings(
                TypeDurations.read(reader, "claim-dispatch.retention", "claim-dispatch.retention.types", "P30D", RANGE),
                TypeDurations.read(
                        reader,
                        "claim-dispatch.retention.dead",
                        "claim-dispatch.retention.dead-types",
                        "never",
                        RANGE));
    }
}
