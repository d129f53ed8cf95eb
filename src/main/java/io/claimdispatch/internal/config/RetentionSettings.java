package io.claimdispatch.internal.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long finished rows are kept.
 *
 * @param ended {@code claim-dispatch.retention}, default P30D: for processed, skipped, discarded and cancelled rows;
 *     {@code claim-dispatch.retention.types} sets it by type, like {@code report.*=P1D, audit.*=never}. The idempotency
 *     key is deleted with its row
 * @param dead {@code claim-dispatch.retention.dead}, default {@code never}: for dead letters; {@code
 *     claim-dispatch.retention.dead-types} sets it by type
 * @param events {@code claim-dispatch.retention.events}, default P365D: for the events of operators' commands; null for
 *     {@code never}
 */
public record RetentionSettings(
        TypeDurations ended, TypeDurations dead, @Nullable Duration events) {

    private static final TypeDurations.Range RANGE =
            new TypeDurations.Range(Duration.ofMinutes(1), Duration.ofDays(36_500));

    static RetentionSettings read(SettingsReader reader) {
        return new RetentionSettings(
                TypeDurations.read(reader, "claim-dispatch.retention", "claim-dispatch.retention.types", "P30D", RANGE),
                TypeDurations.read(
                        reader, "claim-dispatch.retention.dead", "claim-dispatch.retention.dead-types", "never", RANGE),
                TypeDurations.read(reader, "claim-dispatch.retention.events", "P365D", RANGE));
    }
}
