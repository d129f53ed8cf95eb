package io.claimdispatch.internal.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Runs statements in transactions. A connection is lent for the call and closed afterwards. */
public interface Transactions {

    /**
     * Opens the database outside of the caller's transaction, unless it is open. The methods below do so themselves; for
     * queries by other ways, which may be the first use of the database, and in a transaction.
     *
     * @throws io.claimdispatch.ClaimDispatchException the reason why it cannot be opened
     */
    void openDatabase();

    /**
     * Runs in the caller's transaction if there is one, otherwise in one that is committed at the end of the call.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0020 for an {@link SQLException}; CLAIM0026 if a commit of
     *     our own was not answered
     */
    <T> T joined(String doing, Work<T> work);

    /**
     * Runs in the caller's transaction, which must exist and not be marked for rollback. The work must be the last
     * before the commit: if the database can, it ends a transaction that falls silent from here on.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0020 for an {@link SQLException}, and if there is no such
     *     transaction
     */
    <T> T within(String doing, Work<T> work);

    /**
     * Runs in its own transaction, committed before the call returns; it does not see uncommitted work of the caller.
     * The transaction is outside of JTA, and {@code claim-dispatch.database-timeout} bounds each answer, including that
     * of the commit.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0020 for an {@link SQLException}, and if the commit failed;
     *     CLAIM0026 if the commit was not answered, so that the work may be stored or not
     */
    <T> T separate(String doing, Work<T> work);

    /**
     * Marks the caller's transaction for rollback, if there is one: what was done in it so far must not be committed
     * without what has failed.
     */
    void refuseCommit();

    /** The statements of one transaction. */
    @FunctionalInterface
    interface Work<T> {
        /** Runs the statements. */
        T with(Connection connection) throws SQLException;
    }
}
