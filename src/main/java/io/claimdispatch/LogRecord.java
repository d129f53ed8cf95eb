package io.claimdispatch;

import jakarta.json.JsonObject;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A claimed row, as a processor sees it. It does not change, and may be passed between threads. */
public interface LogRecord {

    /** The table it stands in. */
    String table();

    /** Its id, unique in its table. With the table, the safest name of the action for an idempotent job. */
    long id();

    /** Its routing key. */
    String type();

    /** The idempotency key it was published with. */
    Optional<String> key();

    /** Which attempt this is, beginning with 1: one more than the failed ones. A snooze is no attempt. */
    int attempt();

    /** The earliest time of this attempt: as published, or as a retry or snooze has moved it. */
    Instant endAt();

    /** When it was published, by the database's clock. */
    Instant createdAt();

    /** How urgent it is. */
    Priority priority();

    /** The JSON text as stored, the reserved members {@code __meta} and {@code __rules} included. */
    String payload();

    /**
     * The payload as an object, read by the {@link io.claimdispatch.spi.PayloadCodec} (JSON-B), without the reserved
     * members.
     *
     * @throws ClaimDispatchException CLAIM0001 for null; CLAIM0061 if it cannot be read as that type (another version of the
     *     application may be able to read it); CLAIM0070 if it is no JSON. If the processor does not catch CLAIM0070, the
     *     row becomes a dead letter at once.
     */
    <T> T payload(Class<T> type);

    /** Like {@link #payload(Class)} for a generic type, for example a {@code List<Line>}. */
    Object payload(Type type);

    /** What was given as {@code meta}; empty if nothing was. */
    JsonObject meta();

    /** What was given as {@code rules}; empty if nothing was. */
    List<Rule> rules();

    /** The id of the batch execution that the last attempt started, if it did. */
    OptionalLong executionId();
}
