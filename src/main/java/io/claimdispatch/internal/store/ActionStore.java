package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Every statement of the pipeline. The connection is the caller's, and so are its transaction, its commit and its closing;
 * an instance keeps no state and serves all threads.
 */
public interface ActionStore {

    /** An id and the time, in one round trip. */
    Ticket ticket(Connection connection, TableName table) throws SQLException;

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
     * Extends the leases of everything that a node holds under these tokens.
     *
     * @return how many rows
     */
    int renew(Connection connection, TableName table, String node, Collection<Long> tokens, Duration lease)
            throws SQLException;

    /**
     * Locks claimed rows whose lease has ended, for {@link #complete} in the same transaction.
     *
     * @param limit at most so many
     */
    List<ClaimedRow> lockExpired(Connection connection, TableName table, int limit) throws SQLException;

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
     * @param limit at most so many rows are looked at
     */
    Set<String> unknownDueTypes(Connection connection, TableName table, Collection<String> known, int limit)
            throws SQLException;

    /** How a row stands, or null if it is gone. */
    @Nullable
    Standing standing(Connection connection, TableName table, long id) throws SQLException;

    /** What a node holds under a token, by what has been committed. */
    Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException;

    /** The id of the row with this type and key, as the database has it now. */
    @Nullable
    Long findByKey(Connection connection, TableName table, String type, String key) throws SQLException;
}
