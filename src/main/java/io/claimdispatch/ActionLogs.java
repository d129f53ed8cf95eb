package io.claimdispatch;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Queries and operator commands on the table {@code action_logs}. Everything returned is immutable, and shows the rows
 * as they were when they were read: committed, or written by the caller's own transaction. On Derby and SQL Server,
 * lists and counts wait for no lock, and may also see what another transaction then rolls back.
 *
 * <p><b>Commands</b> never change a row that a node has claimed: it belongs to the holder of its claim token, and the
 * returned {@link Verdict} says so. Each command is one conditional statement, so a command and a claim cannot both
 * win. If a claim has just locked the row, the command waits until that transaction ends, which takes milliseconds, and
 * then decides.
 *
 * <p><b>Who and why.</b> Each command takes the name of the operator, and where it takes something away or changes many
 * rows, the reason. Both are logged when the command is called, and kept as an {@link ActionEvent} that is written in
 * the command's transaction: it is rolled back with it. A command that changed nothing leaves no event. The names are
 * what the caller says; nothing here checks them.
 *
 * <p><b>Authorization.</b> There are no roles here: every caller may call everything. The application that exposes a
 * command, by a page, an endpoint or a message, decides who may use it, and passes the name of the user that it has
 * authenticated.
 *
 * <pre>{@code
 * @RolesAllowed("operator")
 * public boolean cancel(long id, String reason) {
 *     return actionLogs.cancel(id, context.getCallerPrincipal().getName(), reason).isDone();
 * }
 * }</pre>
 *
 * <p><b>Transaction.</b> A command joins the caller's JTA transaction if there is one, and otherwise runs in its own.
 * It keeps the row locked until then, even if it changes nothing, so keep the transaction short.
 *
 * <p><b>Errors.</b> Invalid arguments throw a {@link ClaimDispatchException} and change nothing (CLAIM0001 for null,
 * unless the method documents another id). CLAIM0020 means that the database refused a statement. Neither marks the
 * caller's transaction for rollback, unless the row is changed and its event is refused. A command in a transaction of
 * its own may also throw CLAIM0026: the commit was not answered, so the command may or may not have taken effect. Check
 * before you repeat it.
 *
 * <p><b>Threads.</b> Thread-safe; one instance serves all threads.
 *
 * <pre>{@code
 * actionLogs.pause("email.*", "ann", "the mail server is being moved");
 * // … and later
 * actionLogs.resume("email.*", "ann");
 * int again = actionLogs.requeueDead(DeadLetters.all().ofTypes("email.*"), "ann", "the mail server is back");
 * }</pre>
 */
public interface ActionLogs {

    /** The maximum number of rows that one call returns. */
    int MAX_ROWS = 1_000;

    /** The maximum length of the name of an operator, in {@code char}s. */
    int MAX_WHO_LENGTH = 100;

    /** The maximum length of a reason, in {@code char}s; a longer one is cut off. */
    int MAX_REASON_LENGTH = 1_000;

    /** The name that commands without a parameter for it write: the deprecated ones. */
    String UNKNOWN_WHO = "unknown";

    /**
     * Returns the same queries and commands for another table.
     *
     * @param table {@code action_logs}, or a table listed in the setting {@code claim-dispatch.tables}
     * @throws ClaimDispatchException CLAIM0017 if the table is not configured
     */
    ActionLogs in(String table);

    /** Finds the row with this id. */
    Optional<ActionLog> find(long id);

    /**
     * Finds the row that was published with this idempotency key.
     *
     * @param type its type
     * @param key its key
     */
    Optional<ActionLog> find(String type, String key);

    /**
     * The first page of a list, see {@link #list(ActionQuery, String)}.
     *
     * @throws ClaimDispatchException CLAIM0050 for the query's limit, CLAIM0051 for an invalid type or family
     */
    default ActionPage list(ActionQuery query) {
        return list(query, null);
    }

    /**
     * Lists the rows that meet a query, page by page, the greatest id first. A row that meets it all the time is on
     * exactly one page, whatever is inserted and deleted between two calls; rows published later have greater ids, and
     * are not listed any more.
     *
     * <p>A call is bounded: it takes rows by their ids, key or state if an index has few of them, and otherwise looks at
     * about 100,000 rows along the primary key. Then the page ends, with few rows or none, and with a cursor to go on.
     * It also ends after about four million characters of payloads and errors.
     *
     * @param cursor the {@link ActionPage#next()} of the page before, of the same query and table (only the limit may be
     *     another), from any node; null for the first page
     * @throws ClaimDispatchException CLAIM0050 for the query's limit, CLAIM0051 for an invalid type or family, CLAIM0205
     *     for a cursor that is not one of this query
     */
    ActionPage list(ActionQuery query, @Nullable String cursor);

    /**
     * Counts the rows in each state, up to {@value ActionCounts#MAX_COUNT} each. Where no index has the state, the rows
     * among the newest 100,000 ids are counted: on PostgreSQL all but waiting and claimed rows, elsewhere those in a
     * state that this version does not know. {@link StateCount#isCapped()} says where there may be more.
     */
    ActionCounts counts();

    /**
     * The newest rows, the newest first.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> latest(int limit);

    /** The newest rows in a state; see {@link #latest(int)}. */
    List<ActionLog> latest(ActionState state, int limit);

    /**
     * Finds waiting rows that are due but whose type has no processor on this node. They stay, and run once one is
     * deployed.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException for another limit
     */
    List<ActionLog> unrouted(int limit);

    /**
     * The types that this node has met, in a due row or in its own publish, and has no processor for. The set covers
     * all tables, since processors are not bound to one. A type stays in it until the application is redeployed, even
     * if its rows are gone.
     */
    Set<String> unroutedTypes();

    /** Whether this node has a processor for the type. */
    boolean isRouted(String type);

    /**
     * Cancels a waiting row before it runs: it becomes {@code CANCELLED}, with the reason.
     *
     * @param who the operator, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @param why the reason, stored with the row and its event, for their later readers
     * @throws ClaimDispatchException CLAIM0052 if who or why is null or blank, or who is too long
     */
    Verdict cancel(long id, String who, String why);

    /** @deprecated say who cancels: this writes {@value #UNKNOWN_WHO} */
    @Deprecated(since = "0.2", forRemoval = true)
    default Verdict cancel(long id, String reason) {
        return cancel(id, UNKNOWN_WHO, reason);
    }

    /**
     * Makes a waiting row due now if it is not due yet. Its failed attempts still count.
     *
     * @param who the operator, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @throws ClaimDispatchException CLAIM0052 if who is null, blank or too long
     */
    Verdict retryNow(long id, String who);

    /** @deprecated say who retries: this writes {@value #UNKNOWN_WHO} */
    @Deprecated(since = "0.2", forRemoval = true)
    default Verdict retryNow(long id) {
        return retryNow(id, UNKNOWN_WHO);
    }

    /**
     * Moves the earliest time of a waiting row.
     *
     * @param eligibleAt the new earliest time; a past one makes the row due
     * @param who the operator, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @throws ClaimDispatchException CLAIM0053 for a time that not every database can hold, CLAIM0052 if who is null,
     *     blank or too long
     */
    Verdict reschedule(long id, Instant eligibleAt, String who);

    /** @deprecated say who reschedules: this writes {@value #UNKNOWN_WHO} */
    @Deprecated(since = "0.2", forRemoval = true)
    default Verdict reschedule(long id, Instant eligibleAt) {
        return reschedule(id, eligibleAt, UNKNOWN_WHO);
    }

    /**
     * Like {@link #reschedule(long, Instant, String)}.
     *
     * @param delay from now by the database's clock
     * @throws ClaimDispatchException CLAIM0053 for a delay that is negative or too long, CLAIM0052 as there
     */
    Verdict reschedule(long id, Duration delay, String who);

    /** @deprecated say who reschedules: this writes {@value #UNKNOWN_WHO} */
    @Deprecated(since = "0.2", forRemoval = true)
    default Verdict reschedule(long id, Duration delay) {
        return reschedule(id, delay, UNKNOWN_WHO);
    }

    /**
     * Lets a row run again that ended without success: a dead letter, or a cancelled, skipped or discarded row. It
     * starts over with its first attempt, now or at its {@code end_at} if that is later. Its reason is cleared; its
     * errors and the id of its batch execution are kept. A processed row is not run again: publish a new action.
     *
     * @param who the operator, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @throws ClaimDispatchException CLAIM0052 if who is null, blank or too long
     */
    Verdict requeue(long id, String who);

    /** @deprecated say who requeues: this writes {@value #UNKNOWN_WHO} */
    @Deprecated(since = "0.2", forRemoval = true)
    default Verdict requeue(long id) {
        return requeue(id, UNKNOWN_WHO);
    }

    /**
     * {@link #requeue(long, String) Requeues} dead letters, in the order of the primary key. Rows locked by another
     * transaction are left out. Without a transaction of the caller it commits in many small ones, so rows already
     * requeued stay so if it fails midway. Each row gets an event of its own, in the transaction that requeues it.
     *
     * @param which selects the dead letters
     * @param who the operator, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @param why the reason, stored with each event
     * @return the number of requeued rows
     * @throws ClaimDispatchException CLAIM0050 for a limit below 1, CLAIM0051 for an invalid type or family, CLAIM0052
     *     if who or why is null or blank, or who is too long
     */
    int requeueDead(DeadLetters which, String who, String why);

    /** @deprecated say who requeues, and why: this writes {@value #UNKNOWN_WHO} */
    @Deprecated(since = "0.2", forRemoval = true)
    default int requeueDead(DeadLetters which) {
        return requeueDead(which, UNKNOWN_WHO, "not given");
    }

    /**
     * Deletes a row in any state but claimed. Its idempotency key can then be used again. Its events are kept.
     *
     * @param who the operator, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @param why the reason, stored with the event
     * @throws ClaimDispatchException CLAIM0052 if who or why is null or blank, or who is too long
     */
    Verdict delete(long id, String who, String why);

    /** @deprecated say who deletes, and why: this writes {@value #UNKNOWN_WHO} */
    @Deprecated(since = "0.2", forRemoval = true)
    default Verdict delete(long id) {
        return delete(id, UNKNOWN_WHO, "not given");
    }

    /**
     * Pauses a type or family in this table: its rows are no longer claimed, on this node from the next claim after the
     * commit, on others within about a second. They wait without blocking other rows, and can still be published.
     * Claimed rows go on running. If the type or family is paused already, {@code who} and {@code why} are replaced.
     *
     * @param typeOrFamily a type, or a family like {@code order.*}; {@code *} stands for all types
     * @param who the operator who pauses, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @param why the reason, for other operators
     * @throws ClaimDispatchException CLAIM0051 for an invalid type or family, CLAIM0052 as {@code cancel} throws it
     */
    void pause(String typeOrFamily, String who, String why);

    /**
     * Ends a pause in this table. A type stays paused as long as a family that contains it is paused.
     *
     * @param typeOrFamily exactly as it was paused
     * @param who the operator who resumes, at most {@value #MAX_WHO_LENGTH} characters on one line
     * @return {@link Verdict#DONE} or {@link Verdict#NOT_FOUND}
     * @throws ClaimDispatchException CLAIM0051 for an invalid type or family, CLAIM0052 as {@code requeue} throws it
     */
    Verdict resume(String typeOrFamily, String who);

    /** The pauses of this table, sorted by pattern. */
    List<Pause> paused();

    /**
     * The newest events of one row, the newest first; also of a row that has been deleted.
     *
     * @param id the id of the row
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException CLAIM0050 for another limit
     */
    List<ActionEvent> events(long id, int limit);

    /**
     * The newest events of this table, pauses included, the newest first.
     *
     * @param limit at most so many, from 1 to {@value #MAX_ROWS}
     * @throws ClaimDispatchException CLAIM0050 for another limit
     */
    List<ActionEvent> events(int limit);
}
