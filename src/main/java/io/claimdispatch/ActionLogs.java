package io.claimdispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What stands in the table {@code action_logs}, and the verbs of operators, for programs and people. Everything returned is
 * a copy: changing it changes nothing. Reads see what is committed, and what the caller's own transaction has written.
 *
 * <p><b>Verbs</b> never touch a row that a node has claimed: it belongs to the holder of its token, and the answer says so.
 * Each decides by one conditional statement, so that a verb and a claim cannot both win. If a claim's transaction has just
 * locked the row, the verb waits for its end, which takes milliseconds, and judges the row as it is then.
 *
 * <p><b>Transaction.</b> A verb is a part of the caller's JTA transaction if there is one, and is one of its own if not. It
 * keeps the row locked until that transaction ends, in MariaDB and MySQL even if it changes nothing: keep it short.
 *
 * <p><b>Errors.</b> Bad arguments are a {@link ClaimDispatchException} and change nothing (null throws CLAIM0001 unless
 * the method documents another id); what the database refuses is CLAIM0020. Neither marks the caller's transaction for rollback by itself. A verb that has no transaction to join may also
 * end in CLAIM0026: its commit was not answered, and it is done or not. Look before you repeat it.
 *
 * <p><b>Threads.</b> One instance serves all threads.
 */
public interface ActionLogs {

    /** The most rows that one call returns. */
    int MAX_ROWS = 1_000;

    /** The longest name of who pauses or resumes, in {@code char}s. */
    int MAX_WHO_LENGTH = 100;

    /** The longest reason, in {@code char}s; what is longer is cut off. */
    int MAX_REASON_LENGTH = 1_000;

    /**
     * The same for another table.
     *
     * @param table {@code action_logs}, or one that the setting {@code claim-dispatch.tables} names
     * @throws ClaimDispatchException CLAIM0017 if no setting names it
     */
    ActionLogs in(String table);

    /** The row with this id. */
    Optional<ActionLog> find(long id);

    /**
     * The newest rows, the newest first.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> latest(int limit);

    /**
     * The newest rows in a state, the newest first.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> latest(ActionState state, int limit);

    /**
     * Waiting rows that are due and for whose type this node has no processor: they stay, and run once one is deployed.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> unrouted(int limit);

    /**
     * The types that this node has come across, as a due row or in a publish of its own, and cannot route: those of all tables,
     * whichever these logs are of, since processors are not of a table. A type stays in the set until the application is
     * deployed anew, even if its rows are gone.
     */
    Set<String> unroutedTypes();

    /** Whether this node has a processor for the type. */
    boolean isRouted(String type);

    /**
     * Takes a waiting row back before it runs: it becomes {@code CANCELLED}, with the reason.
     *
     * @param reason why, for those who read the row later
     * @throws ClaimDispatchException CLAIM0052 without a reason
     */
    Verdict cancel(long id, String reason);

    /** Makes a waiting row due now, if it is not yet. Its failed attempts stay counted. */
    Verdict retryNow(long id);

    /**
     * Moves the earliest time of a waiting row.
     *
     * @param endAt the new time; one that is past makes it due
     * @throws ClaimDispatchException CLAIM0053 for a time that not every database can hold
     */
    Verdict reschedule(long id, Instant endAt);

    /**
     * Moves the earliest time of a waiting row.
     *
     * @param delay from now by the database's clock
     * @throws ClaimDispatchException CLAIM0053 for a delay that is negative or too long
     */
    Verdict reschedule(long id, Duration delay);

    /**
     * Lets a row run again that has ended without success: a dead letter, or one that was cancelled, skipped or discarded.
     * It begins with its first attempt, now or at its {@code end_at} if that is later; its reason is cleared, and its
     * errors and the id of its batch execution are kept. What was processed is not run again: publish it anew.
     */
    Verdict requeue(long id);

    /**
     * {@link #requeue(long) Requeues} dead letters. Rows that another transaction has locked are left out. Without a
     * transaction of the caller it works in many small ones, so that what is done stays done if it fails midway; the table
     * is walked by its primary key.
     *
     * @param which which of them
     * @return how many were requeued
     * @throws ClaimDispatchException CLAIM0050 for a limit below 1, CLAIM0051 for what is no type or family
     */
    int requeueDead(DeadLetters which);

    /** Deletes a row that is not claimed, whatever its state. Its idempotency key is free again. */
    Verdict delete(long id);

    /**
     * Keeps the rows of a type or family of this table from being claimed: on this node from the next claim after the commit, on
     * others within about a second. They wait, hold up nothing, and can be published as ever. Rows that are claimed already run on. If it
     * is paused already, who and why are replaced.
     *
     * @param typeOrFamily a type, or a family like {@code order.*}; {@code *} is everything
     * @param who pauses, at most {@value #MAX_WHO_LENGTH} characters
     * @param why for other operators
     * @throws ClaimDispatchException CLAIM0051 for what is no type or family, CLAIM0052 without who or why
     */
    void pause(String typeOrFamily, String who, String why);

    /**
     * Ends a pause of this table. A type stays paused as long as a family that it belongs to is.
     *
     * @param typeOrFamily exactly as it was paused
     * @param who resumes; it is logged
     * @return {@link Verdict#DONE} or {@link Verdict#NOT_FOUND}
     * @throws ClaimDispatchException CLAIM0051 for what is no type or family, CLAIM0052 without who
     */
    Verdict resume(String typeOrFamily, String who);

    /** What is paused in this table, in the order of the patterns. */
    List<Pause> paused();
}
