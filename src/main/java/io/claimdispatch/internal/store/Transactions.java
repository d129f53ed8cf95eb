package io.claimdispatch.internal.store;

import java.sql.Connection;
import java.sql.SQLException;

/** Where statements run. Connections are lent for the call and closed by the lender. */
public interface Transactions {

    /**
     * In the caller's transaction if there is one, else in one that is committed at the end of the call.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0020 for an {@link SQLException}; CLAIM0026 if a commit of our own
     *     was not answered
     */
    <T> T joined(String doing, Work<T> work);

    /**
     * In the caller's transaction, and in no other: it must be there and not marked for rollback. What is done in it is the
     * last before the commit: where the database can, it gives up a transaction that falls silent from here on.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0020 for an {@link SQLException}, and if there is no such
     *     transaction
     */
    <T> T within(String doing, Work<T> work);

    /**
     * In a transaction of its own, committed before the call returns; what the caller has not committed is not seen. It is
     * none of JTA's, and neither it nor its commit takes longer than the setting {@code claim-dispatch.database-timeout}
     * allows an answer to take.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0020 for an {@link SQLException}, and if the commit failed;
     *     CLAIM0026 if the commit was not answered, so that the work may be stored or not
     */
    <T> T separate(String doing, Work<T> work);

    /** Statements of one transaction. */
    @FunctionalInterface
    interface Work<T> {
        /** Runs them. */
        T with(Connection connection) throws SQLException;
    }
}
