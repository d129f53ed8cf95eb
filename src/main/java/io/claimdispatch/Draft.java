package io.claimdispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An action about to be published, passed to the function given to {@link Publisher#publish}. {@link #type} (or {@link
 * #action}) and one of the {@code eligible…} methods are required. A later call of the same method replaces the earlier
 * one, unless the method is documented to add.
 *
 * <p>A draft is valid only within that function and on its thread: a call after the function has returned, or on
 * another thread, throws CLAIM0002 and changes nothing. Null throws CLAIM0001 at once where it is not allowed;
 * everything else is checked when the function has returned, before anything is stored.
 */
public interface Draft {

    /**
     * Sets the type, the routing key that selects the processor, like {@code email.welcome}. At most {@value
     * Publisher#MAX_TYPE_LENGTH} characters; compared exactly.
     */
    Draft type(String type);

    /**
     * Sets type and payload together, so that the compiler checks the payload: {@code draft.action(Welcome.ACTION, new
     * Welcome(address))}. A later call of {@link #type} or {@link #payload} replaces its part.
     *
     * @param payload see {@link #payload}; null stores the empty object
     */
    default <P> Draft action(ActionType<P> action, @Nullable P payload) {
        return type(Given.value("action", action).name()).payload(payload);
    }

    /** Makes the action eligible at this instant, whatever the time zone; a past instant means "at once". */
    Draft eligibleAt(Instant at);

    /** Like {@link #eligibleAt(Instant)}; the supplier is called once, after the gates have let the draft pass. */
    Draft eligibleAt(Supplier<Instant> at);

    /** Makes the action eligible as soon as the transaction has committed, by the database's clock. */
    Draft eligibleNow();

    /** Makes the action eligible after a delay, counted on the database's clock from the insert; not negative. */
    Draft eligibleIn(Duration delay);

    /**
     * Sets the data for the processor: any object, record, collection or map that the {@link
     * io.claimdispatch.spi.PayloadCodec} (JSON-B) can write. A {@link String} becomes a JSON string; use {@link
     * #payloadJson} for text that is JSON already. {@code null}, or no call at all, stores the empty object.
     *
     * <p>The publisher refuses an object that JSON-B would write without its state, like a stream, a thread, a lambda,
     * or an object whose members are all hidden (CLAIM0003). It refuses JSON of more bytes than the setting {@code
     * claim-dispatch.max-payload} allows (CLAIM0004). It refuses JSON that some server could not read when the action
     * is due: more than 500 levels, or a number of more than 1,000 characters or with an exponent beyond 1,000
     * (CLAIM0005). The same holds for {@link #payloadJson}, {@link #meta} and {@link #rules}.
     */
    Draft payload(@Nullable Object payload);

    /** Sets the payload as JSON text. It is parsed once as a check and stored unchanged. */
    Draft payloadJson(String json);

    /**
     * Adds one entry about the action itself (for example the user or a trace id), stored in the payload under {@code
     * __meta}.
     */
    Draft meta(String name, @Nullable Object value);

    /** Adds all entries; see {@link #meta(String, Object)}. The payload must then be a JSON object. */
    Draft meta(Map<String, ?> entries);

    /**
     * Adds conditions to evaluate when the action is due, just before its job is created. They are stored in the
     * payload under {@code __rules}; the payload must then be a JSON object.
     */
    Draft rules(Rule... rules);

    /** Adds all rules; see {@link #rules(Rule...)}. */
    Draft rules(List<Rule> rules);

    /**
     * Sets the idempotency key: the name of the logical event, at most {@value Publisher#MAX_KEY_LENGTH} characters,
     * compared exactly. A table never holds two rows with the same type and key; publishing again returns {@link
     * Publication.Duplicate} with the id of the first.
     */
    Draft idempotencyKey(String key);

    /**
     * Sets the idempotency key.
     *
     * @deprecated renamed to {@link #idempotencyKey}
     */
    @Deprecated(since = "0.2", forRemoval = true)
    default Draft idempotency(String key) {
        return idempotencyKey(key);
    }

    /** Adds a gate: the draft is stored only if the condition holds now. */
    Draft when(BooleanSupplier condition);

    /** Adds a gate that sees the payload object as given, and the rules. */
    Draft when(BiPredicate<@Nullable Object, List<Rule>> condition);

    /** Adds a gate: the draft is not stored if the condition holds now. */
    Draft skipIf(BooleanSupplier condition);

    /** Adds a gate that sees the payload object as given, and the rules. */
    Draft skipIf(BiPredicate<@Nullable Object, List<Rule>> condition);

    /** Publishes to another table than {@code action_logs}: one listed in the setting {@code claim-dispatch.tables}. */
    Draft table(String table);

    /**
     * Sets the priority among due actions. By default, that of the setting {@code claim-dispatch.priority.types} for the
     * type, else {@link Processor#priority} of the processor that this application has for it, else {@link
     * Priority#NORMAL}.
     */
    Draft priority(Priority priority);
}
