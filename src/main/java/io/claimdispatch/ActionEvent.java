package io.claimdispatch;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One entry of a table's audit trail: what an operator did, when, and why. A row of {@code action_logs_events} (for a
 * further table, of its own {@code …_events}), kept for {@code claim-dispatch.retention.events}, by default a year,
 * even after its action has been deleted.
 *
 * <pre>{@code
 * for (ActionEvent event : actionLogs.events(id, 20)) {
 *     System.out.println(event.at() + " " + event.who() + " " + event.kind() + ": " + event.why());
 * }
 * }</pre>
 *
 * @param id in the order in which events were inserted, which is not always that of their commits
 * @param at when it happened, by the database's clock
 * @param kind what happened: one of the constants of this type, or another text, which a later version may have written
 * @param who the operator, as the caller of the command named them; {@link ActionLogs#UNKNOWN_WHO} if it did not
 * @param why the reason; null for a command that takes none
 * @param node the name of the node that ran the command
 * @param origin the way that the command came in, {@code console} for one of the console; null for a call of
 *     {@link ActionLogs}
 * @param actionId the id of the row; null for a pause or resume
 * @param type the type of the row; for a pause or resume its type or family
 * @param detail a JSON object about the row before the command: {@code state}, {@code end_at} and {@code fail_count},
 *     and {@code new_end_at} if it was moved; null for a pause or resume. Never payloads or keys, which may have to be
 *     forgotten earlier than the event, but for the members that an {@link #EDIT} has changed
 */
public record ActionEvent(
        long id,
        Instant at,
        String kind,
        @Nullable String who,
        @Nullable String why,
        @Nullable String node,
        @Nullable String origin,
        @Nullable Long actionId,
        @Nullable String type,
        @Nullable String detail) {

    /** The kind of {@link ActionLogs#cancel(long, String, String)}. */
    public static final String CANCEL = "CANCEL";

    /** The kind of {@link ActionLogs#retryNow(long, String)}. */
    public static final String RETRY_NOW = "RETRY_NOW";

    /** The kind of both {@code reschedule}. */
    public static final String RESCHEDULE = "RESCHEDULE";

    /** The kind of {@link ActionLogs#requeue(long, String)}. */
    public static final String REQUEUE = "REQUEUE";

    /** The kind of {@link ActionLogs#requeueDead(DeadLetters, String, String)}: one event per row. */
    public static final String REQUEUE_DEAD = "REQUEUE_DEAD";

    /** The kind of {@link ActionLogs#delete(long, String, String)}. */
    public static final String DELETE = "DELETE";

    /** The kind of {@link ActionLogs#pause}. */
    public static final String PAUSE = "PAUSE";

    /** The kind of {@link ActionLogs#resume}. */
    public static final String RESUME = "RESUME";

    /** An administrator has seen the payload of a row without its masks, in the console. Nothing was changed. */
    public static final String UNMASK = "UNMASK";

    /** An operator has begun a bulk action in the console; each of its rows has an event of its own. */
    public static final String BULK_START = "BULK_START";

    /** A bulk action has ended, since it has no more rows. */
    public static final String BULK_END = "BULK_END";

    /** An operator has ended a bulk action before it was done. */
    public static final String BULK_CANCEL = "BULK_CANCEL";

    /**
     * An administrator has changed the payload of a row, in the console. Its detail has, in {@code changes}, the members
     * that were changed, with the beginnings of their values before and after; of masked ones only that they were.
     */
    public static final String EDIT = "EDIT";

    /** An administrator has cloned a row, in the console; the {@code clone} of its detail is the id of the new one. */
    public static final String CLONE = "CLONE";

    /**
     * An administrator has published a row, in the console; if it is a clone, the {@code clone_of} of its detail is the
     * id of the row that it was made from.
     */
    public static final String PUBLISH = "PUBLISH";

    /** Rejects null for the time and the kind. */
    public ActionEvent {
        Given.value("at", at);
        Given.value("kind", kind);
    }
}
