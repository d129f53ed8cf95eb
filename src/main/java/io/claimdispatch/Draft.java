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
 * An action in the making, handed to the function that {@link Publisher#publish} is given. {@link #type} and one of the
 * {@code eligible…} methods are required. A later call of the same method replaces the earlier one, except where it says
 * that it adds.
 *
 * <p>A draft lives within that function and belongs to its thread: a call after the function has returned, or on another
 * thread, throws CLAIM0002 and changes nothing. Null throws CLAIM0001 at once where it is not allowed; all else that a draft
 * is given is checked when the function has returned, before anything is stored.
 */
public interface Draft {

    /**
     * The routing key, like {@code email.welcome}: which processor will run it. At most {@value Publisher#MAX_TYPE_LENGTH}
     * characters; compared exactly.
     */
    Draft type(String type);

    /** Not before this instant, whatever the publisher's time zone. Instants in the past mean "at once". */
    Draft eligibleAt(Instant at);

    /** Like {@link #eligibleAt(Instant)}; asked once, after the gates have let the draft pass. */
    Draft eligibleAt(Supplier<Instant> at);

    /** As soon as the transaction has committed. The time is the database's. */
    Draft eligibleNow();

    /** After this long, counted on the database's clock from the moment of the insert; not negative. */
    Draft eligibleIn(Duration delay);

    /**
     * What the processor needs to know: any object, record, collection or map that the
     * {@link io.claimdispatch.spi.PayloadCodec} (JSON-B) can write. A {@link String} becomes a JSON string; for text
     * that is JSON already see {@link #payloadJson}. {@code null} or no call at all is the empty object.
     *
     * <p>Refused are: what JSON-B writes without its state, like a stream, a thread, a lambda, or an object whose members
     * are all hidden (CLAIM0003); JSON of more bytes than the setting {@code claim-dispatch.max-payload} allows
     * (CLAIM0004); and JSON with more than 500 levels or a number of more than 1,000 characters or with an exponent beyond 1,000, which some server could not
     * read when the action is due (CLAIM0005). The same holds for {@link #payloadJson}, {@link #meta} and {@link #rules}.
     */
    Draft payload(@Nullable Object payload);

    /** The payload as JSON text, stored as it is after it has been parsed once. */
    Draft payloadJson(String json);

    /** Adds one entry about the action itself (who asked, a trace id), stored in the payload under {@code __meta}. */
    Draft meta(String name, @Nullable Object value);

    /** Adds all entries; see {@link #meta(String, Object)}. The payload must then be a JSON object. */
    Draft meta(Map<String, ?> entries);

    /**
     * Adds conditions that are asked again when the action is due, just before its job is made. Stored in the payload
     * under {@code __rules}; the payload must then be a JSON object.
     */
    Draft rules(Rule... rules);

    /** Adds all rules; see {@link #rules(Rule...)}. */
    Draft rules(List<Rule> rules);

    /**
     * The name of the logical event, at most {@value Publisher#MAX_KEY_LENGTH} characters, compared exactly. There is
     * never a second row with the same type and key in one table; publishing again answers
     * {@link Publication.Duplicate} with the id of the first.
     */
    Draft idempotency(String key);

    /** Adds a gate: the draft is stored only if the condition holds now. */
    Draft when(BooleanSupplier condition);

    /** Adds a gate that sees the payload object as given, and the rules. */
    Draft when(BiPredicate<@Nullable Object, List<Rule>> condition);

    /** Adds a gate: the draft is not stored if the condition holds now. */
    Draft skipIf(BooleanSupplier condition);

    /** Adds a gate that sees the payload object as given, and the rules. */
    Draft skipIf(BiPredicate<@Nullable Object, List<Rule>> condition);

    /** Another table than {@code action_logs}: one of those that the setting {@code claim-dispatch.tables} names. */
    Draft table(String table);

    /** How urgent it is among the due ones; {@link Priority#NORMAL} if not said. */
    Draft priority(Priority priority);
}
