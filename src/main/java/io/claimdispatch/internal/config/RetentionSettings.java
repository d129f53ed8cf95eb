package io.claimdispatch.internal.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How long finished rows are kept.
 *
 * @param ended {@code claim-dispatch.retention}, default P30D: for processed, skipped, discarded and cancelled rows of
 *     the types that a node routes; {@code claim-dispatch.retention.types} sets it by type, routed or not, like {@code
 *     report.*=P1D, audit.*=never}. The idempotency key is deleted with its row
 * @param dead {@code claim-dispatch.retention.dead}, default {@code never}: for dead letters; {@code
 *     claim-dispatch.retention.dead-types} sets it by type
 * @param events {@code claim-dispatch.retention.events}, default P365D: for the events of operators' commands; null for
 *     {@code never}
 * @param bulk {@code claim-dispatch.retention.bulk}, default P90D: for bulk actions of the console; null for {@code never}.
 *     Previews that never began are kept for a day, or for this time if it is shorter
 */
public record RetentionSettings(
        TypeValues<Duration> ended,
        TypeValues<Duration> dead,
        @Nullable Duration events,
        @Nullable Duration bulk) {

    /** The allowed durations. */
    public static final PolicyValue<Duration> KEPT =
            PolicyValue.durationOrNever(Duration.ofMinutes(1), Duration.ofDays(36_500));

    static RetentionSettings read(SettingsReader reader) {
        return new RetentionSettings(
                read(reader, "claim-dispatch.retention", Duration.ofDays(30), "claim-dispatch.retention.types"),
                read(reader, "claim-dispatch.retention.dead", PolicyValue.NEVER, "claim-dispatch.retention.dead-types"),
                read(reader, "claim-dispatch.retention.events", Duration.ofDays(365)),
                read(reader, "claim-dispatch.retention.bulk", Duration.ofDays(90)));
    }

    /** A duration that no type changes; null for {@code never}. */
    private static @Nullable Duration read(SettingsReader reader, String key, Duration fallback) {
        Duration kept = reader.value(key, fallback, KEPT);
        return kept.equals(PolicyValue.NEVER) ? null : kept;
    }

    private static TypeValues<Duration> read(SettingsReader reader, String key, Duration fallback, String typesKey) {
        return TypeValues.read(reader, reader.value(key, fallback, KEPT), typesKey, KEPT, "report.*=P1D");
    }
}
