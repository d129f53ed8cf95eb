package io.claimdispatch.internal.store;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every statement of the pipeline and of its operators. The connection is the caller's, and so are its transaction, its
 * commit and its closing; an instance keeps no state and serves all threads.
 */
public interface ActionStore {

    /** An id and the time, in one round trip. */
    IdAndTime ticket(Connection connection, TableName table) throws SQLException;

    /**
     * Inserts rows, with and without keys. A row whose type and key are taken is not inserted, and the id of the row that
     * has them is returned; two rows of one call with the same key count as first and duplicate. Never fails for a
     * duplicate, not even if it waits for another publisher's transaction to end, and leaves the transaction usable.
     * Keyed rows are inserted in the order of type and key, so that two such calls cannot deadlock.
     *
     * @return one result a row, in the order of the rows
     */
    List<Inserted> insert(Connection connection, TableName table, List<NewRow> rows) throws SQLException;

    /**
     * Claims waiting rows that are due by the database's clock, in the order priority, end_at, id. Rows that another
     * transaction has locked are stepped over.
     *
     * @return the claimed rows in that order
     */
    List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException;

    /**
     * Stores outcomes, each fenced by its token and by the state CLAIMED, in id order.
     *
     * @return those that were stored; the others have lost their lease
     */
    Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions) throws SQLException;

    /**
     * Extends the leases of everything that a node holds, except what another transaction has locked just now, where the
     * database can leave that out.
     *
     * @return those that are extended, and so are the node's beyond doubt
     */
    Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException;

    /**
     * Claims whose lease has ended, in the order of those ends and of the ids. Locks nothing, and shows also what others have
     * locked.
     *
     * @param after the last one of the page before; null for the first page
     * @param limit at most so many
     */
    List<ExpiredClaim> expired(Connection connection, TableName table, @Nullable ExpiredClaim after, int limit)
            throws SQLException;

    /**
     * Locks and reads rows of these claims whose lease has ended, and is not renewed. Those that another transaction has
     * locked are left out, where the database can do that.
     */
    List<ClaimedRow> lockExpired(Connection connection, TableName table, Collection<ClaimRef> refs) throws SQLException;

    /** The same, with an empty object for the payload and without long errors: for rows that do not fit into memory. */
    List<ClaimedRow> lockExpiredUnread(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException;

    /** A row that was claimed unread, read; null if the claim is lost. */
    @Nullable
    ClaimedRow read(Connection connection, ClaimRef ref) throws SQLException;

    /** The same without reading the rows, for {@link #complete} in the same transaction. */
    Set<ClaimRef> stillExpired(Connection connection, TableName table, Collection<ClaimRef> refs) throws SQLException;

    /**
     * Gives values to rows that no claim or recovery would ever meet, since a person has written what only a constraint of a
     * newer table refuses: waiting rows get the nearest priority and the earliest time, claimed rows a token and a lease that
     * ends. Those that another transaction has locked are left out, where the database can do that. Mends some rows of one
     * kind, and is to be asked again until there are none. For a transaction that does nothing else, and is not JTA's.
     *
     * @param node who holds from now on what is held by no node
     * @param token a new one, for claims that have none
     * @param lease how long claims hold that would not end
     */
    Mended mend(Connection connection, TableName table, String node, long token, Duration lease) throws SQLException;

    /**
     * Reads, without locks and along the primary key, which rows of the next stretch wait for a person. For a transaction
     * that does nothing else.
     *
     * @param after the id that the stretch begins after
     * @param size of the stretch, in rows of any state
     */
    OddRows odd(Connection connection, TableName table, long after, int size) throws SQLException;

    /**
     * Keeps the id of the batch execution that runs for a claimed row.
     *
     * @param note what is to be said about it in the column {@code reason}; null leaves what stands there
     * @return false if the claim is lost
     */
    boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException;

    /**
     * Types of due waiting rows that are not among the known ones, in the order in which they are due.
     *
     * @param known types to leave out
     * @param after the row that the look begins behind; null to begin with the first one
     * @param limit at most so many rows are looked at, of other types than the known ones
     */
    UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException;

    /** How a row stands, or null if it is gone. */
    @Nullable
    RowStatus standing(Connection connection, TableName table, long id) throws SQLException;

    /** What a node holds under a token, by what has been committed. */
    Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException;

    /** One row as it stands, or null. */
    @Nullable
    ActionLog find(Connection connection, TableName table, long id) throws SQLException;

    /**
     * The newest rows, the newest first.
     *
     * @param state null for all
     * @param limit at most so many
     */
    List<ActionLog> latest(Connection connection, TableName table, @Nullable ActionState state, int limit)
            throws SQLException;

    /**
     * Due waiting rows of these types, in the order in which they are due.
     *
     * @param limit at most so many
     */
    List<ActionLog> due(Connection connection, TableName table, Collection<String> types, int limit)
            throws SQLException;

    /**
     * Does what an operator wants done to one row, unless it is claimed or in another state. Waits for a transaction that
     * has locked the row, and then judges it as it is.
     */
    Verdict operate(Connection connection, TableName table, long id, Operation operation) throws SQLException;

    /**
     * Lets dead letters begin again. Those that another transaction has locked are left out, where the database can do that.
     *
     * @param before only those that died earlier
     * @return how many
     */
    int requeueDead(Connection connection, TableName table, List<Long> ids, Instant before) throws SQLException;

    /**
     * Reads, without locks and along the primary key, which rows of the next stretch of the table have ended. For a
     * transaction that does nothing else.
     *
     * @param kinds how they ended
     * @param age only those that ended so long ago, by the database's clock
     * @param after the id that the stretch begins after
     * @param size of the stretch, in rows of any state
     */
    TerminalRows ended(
            Connection connection, TableName table, List<TerminalKind> kinds, Duration age, long after, int size)
            throws SQLException;

    /**
     * Deletes rows, each only if it has ended in that way and so long ago. Those that another transaction has locked are left
     * out, where the database can do that. For a transaction that does nothing else.
     *
     * @return how many
     */
    int prune(Connection connection, TableName table, TerminalKind kind, Duration age, List<Long> ids)
            throws SQLException;

    /** Pauses a type or family; if it is paused already, replaces who and why. */
    void pause(Connection connection, TableName table, String pattern, String who, String why) throws SQLException;

    /**
     * Ends a pause.
     *
     * @return false if there was none
     */
    boolean resume(Connection connection, TableName table, String pattern) throws SQLException;

    /** What is paused, in the order of the patterns. */
    List<Pause> paused(Connection connection, TableName table) throws SQLException;
}
