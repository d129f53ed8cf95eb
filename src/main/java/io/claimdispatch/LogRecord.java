package io.claimdispatch;

import jakarta.json.JsonObject;
import java.lang.reflect.Type;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A claimed row, as a processor sees it. Immutable; it may be passed between threads.
 *
 * <pre>{@code
 * @Processor("email.welcome")
 * public void welcome(LogRecord row) throws Exception {
 *     Welcome welcome = row.payload(Welcome.class);
 *     mailer.send("welcome-" + row.id(), welcome.email());
 * }
 * }</pre>
 */
public interface LogRecord {

    /** The table of the row. */
    String table();

    /**
     * The id, unique in its table. Table and id together are the safest identity of the action for an idempotent job.
     */
    long id();

    /** The type, which is the routing key. */
    String type();

    /** The idempotency key that the action was published with. */
    Optional<String> idempotencyKey();

    /**
     * The idempotency key.
     *
     * @deprecated renamed to {@link #idempotencyKey}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    default Optional<String> key() {
        return idempotencyKey();
    }

    /** The number of this attempt, beginning with 1: one more than the failed ones. A snooze is no attempt. */
    int attempt();

    /**
     * The number of failed attempts after which a row of this type is a dead letter: {@link Processor#maxAttempts}, or
     * the settings that override it. This attempt is the last one if {@code row.attempt() >= row.maxAttempts()}, unless
     * a {@link io.claimdispatch.spi.RetryPolicy} of the application decides otherwise.
     *
     * <pre>{@code
     * @Processor("email.welcome")
     * public void welcome(LogRecord row) throws Exception {
     *     try {
     *         mailer.send("welcome", row.payload(Welcome.class).email());
     *     } catch (Exception e) {
     *         if (row.attempt() >= row.maxAttempts()) {
     *             mailer.send("not delivered: " + row.id(), "support@example.com");
     *         }
     *         throw e;
     *     }
     * }
     * }</pre>
     */
    int maxAttempts();

    /** The earliest time of this attempt: as published, or as moved by a retry or snooze. */
    Instant eligibleAt();

    /**
     * The earliest time of this attempt.
     *
     * @deprecated renamed to {@link #eligibleAt}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    default Instant endAt() {
        return eligibleAt();
    }

    /** When the action was published, by the database's clock. */
    Instant createdAt();

    /** The priority. */
    Priority priority();

    /** The payload as stored JSON text, including the reserved members {@code __meta} and {@code __rules}. */
    String payload();

    /**
     * The payload as an object, read by the {@link io.claimdispatch.spi.PayloadCodec} (JSON-B), without the reserved
     * members.
     *
     * @throws ClaimDispatchException CLAIM0001 for null; CLAIM0061 if it cannot be read as that type (another version
     *     of the application may be able to read it); CLAIM0070 if it is not JSON. Unless the processor catches
     *     CLAIM0070, the row becomes a dead letter at once.
     */
    <T> T payload(Class<T> type);

    /** Like {@link #payload(Class)} for a generic type, for example a {@code List<Line>}. */
    Object payload(Type type);

    /**
     * The payload as the object that was published with the same {@link ActionType}: {@code Welcome welcome =
     * row.payload(Welcome.ACTION)}.
     *
     * @throws ClaimDispatchException as {@link #payload(Class)} does; CLAIM0190 if this row has another type
     */
    <P> P payload(ActionType<P> action);

    /** The entries published as {@code meta}; empty if there are none. */
    JsonObject meta();

    /** The rules that the action was published with; empty if there are none. */
    List<Rule> rules();

    /** The id of the batch execution that the last attempt started, if it started one. */
    OptionalLong executionId();
}
