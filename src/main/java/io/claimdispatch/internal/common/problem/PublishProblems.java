package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Errors of the publisher: arguments, payloads and drafts. */
public final class PublishProblems {

    private PublishProblems() {}

    /** An argument is null. */
    public static ClaimDispatchException argumentMissing(String parameter) {
        return Problem.of("CLAIM0001", "the parameter '" + parameter + "' is null. Pass a value.");
    }

    /** A draft used after its function or on another thread. */
    public static ClaimDispatchException draftClosed(@Nullable String type, String why) {
        return Problem.of(
                "CLAIM0002",
                "a draft" + (type == null ? "" : " of type '" + Problem.shown(type) + "'") + " was used " + why
                        + ", and what it was given then is not stored. Use it only inside the function that you pass to the"
                        + " publisher, on the same thread.");
    }

    /** An object whose JSON form would lose its state. */
    public static ClaimDispatchException payloadLosesState(String type, String why, Throwable cause) {
        return Problem.of(
                "CLAIM0003",
                "the payload of type '" + Problem.shown(type) + "' holds " + why
                        + ". Publish its data as a public record, bean, map or collection.",
                cause);
    }

    /** Larger than the settings allow. */
    public static ClaimDispatchException payloadTooLarge(String type, long size, int most) {
        return Problem.of(
                "CLAIM0004",
                "the payload of type '" + Problem.shown(type) + "' has " + size
                        + " bytes; claim-dispatch.max-payload allows " + most
                        + ". Store the data elsewhere and publish a reference to it, or raise the setting.");
    }

    /** JSON that some readers could not read. */
    public static ClaimDispatchException payloadBeyondReaders(String type, String why, Throwable cause) {
        return Problem.of(
                "CLAIM0005",
                "the payload, meta or rules of type '" + Problem.shown(type)
                        + "' could not be read when the action is due: " + why
                        + ". Publish them in another form, for example as text.",
                cause);
    }

    /** The draft has no type. */
    public static ClaimDispatchException typeMissing() {
        return Problem.of("CLAIM0010", "the draft has no type. Call type(\"…\") on it.");
    }

    /** The draft has no time. */
    public static ClaimDispatchException timeMissing(String type) {
        return Problem.of(
                "CLAIM0011",
                "the draft of type '" + Problem.shown(type)
                        + "' has no time. Call eligibleAt, eligibleIn or eligibleNow on it.");
    }

    /** A type or key that no column can hold. */
    public static ClaimDispatchException textInvalid(String what, String value, String why) {
        return Problem.of("CLAIM0012", "the " + what + " '" + Problem.shown(value) + "' " + why + ". Choose another.");
    }

    /** The codec refused the payload. */
    public static ClaimDispatchException payloadNotWritable(String type, Object payload, String why, Throwable cause) {
        return Problem.of(
                "CLAIM0013",
                "the payload of type '" + Problem.shown(type) + "', a "
                        + payload.getClass().getName() + ", cannot be written as JSON: " + why + ".",
                cause);
    }

    /** The payload is not JSON. */
    public static ClaimDispatchException payloadNotJson(String type, Throwable cause) {
        return Problem.of(
                "CLAIM0014",
                "the text given as payloadJson of type '" + Problem.shown(type) + "' is not JSON: " + cause.getMessage()
                        + ". Pass JSON text, or use payload(…) for an object.",
                cause);
    }

    /** Meta or rules with a payload that is not an object. */
    public static ClaimDispatchException payloadNotObject(String type) {
        return Problem.of(
                "CLAIM0015",
                "meta and rules are stored inside the payload, and the payload of type '" + Problem.shown(type)
                        + "' is not a JSON object. Wrap it in an object or map.");
    }

    /** The payload uses a reserved member. */
    public static ClaimDispatchException memberReserved(String type, String member) {
        return Problem.of(
                "CLAIM0016",
                "the payload of type '" + Problem.shown(type) + "' has a member '" + member
                        + "', which is reserved. Use meta(…) or rules(…) of the draft, or rename it.");
    }

    /** A table that the settings do not name. */
    public static ClaimDispatchException tableUnknown(String table) {
        return Problem.of(
                "CLAIM0017",
                "the table '" + Problem.shown(table)
                        + "' is not configured. Add it to the setting claim-dispatch.tables, or name another.");
    }

    /** A delay or time out of range. */
    public static ClaimDispatchException timeInvalid(String type, String why) {
        return Problem.of("CLAIM0018", "the time of type '" + Problem.shown(type) + "' " + why + ".");
    }

    /** An invalid table name. */
    public static ClaimDispatchException tableNameInvalid(String name, String why) {
        return Problem.of("CLAIM0019", "'" + Problem.shown(name) + "' is not a table name: " + why + ".");
    }

    /** An id drawn for a new row already belongs to another row. */
    public static ClaimDispatchException idTaken(String table, String sequence, Collection<Long> ids, Throwable cause) {
        List<Long> some = ids.stream().limit(10).toList();
        return Problem.of(
                "CLAIM0097",
                "an id drawn for a new row of " + table
                        + " is taken by a row that was inserted with an id by hand"
                        + (some.isEmpty() ? "" : "; drawn: " + some + (ids.size() > some.size() ? " and more" : ""))
                        + ". This call stored nothing. Repeat it: each call draws further ids. To end this at once, move the"
                        + " sequence " + sequence + " behind the highest id of the table.",
                cause);
    }
}
