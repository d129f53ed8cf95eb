package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.Problems;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger.Level;
import java.util.Objects;

/**
 * Begins and commits the transactions of atomic tasks, and ends those that tasks, processors and rules leave open. A thread
 * of the pool runs one task after another: the writes of the next ones would belong to that transaction, and be lost with it.
 */
@ApplicationScoped
public class TaskTransactions {

    private static final Log LOG = Log.of(TaskTransactions.class);

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    TaskTransactions() {}

    /**
     * Begins a transaction on this thread.
     *
     * @param type of the action, for the error
     * @return what tells it from any other
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0078
     */
    Object begin(String type) {
        try {
            transaction.begin();
            return Objects.requireNonNull(registry.getTransactionKey(), "the transaction has no key");
        } catch (NotSupportedException | SystemException | RuntimeException e) {
            throw Problems.atomicNotBegun(type, e);
        }
    }

    /**
     * Makes sure that the thread is still in that transaction, and that it can be committed.
     *
     * @param own what {@link #begin} has returned
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0075, CLAIM0076
     */
    void verify(Object own, String type) {
        if (!own.equals(registry.getTransactionKey())) {
            throw Problems.atomicEnded(type);
        }
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw Problems.atomicRolledBack(type);
        }
    }

    /**
     * Commits.
     *
     * @throws Exception does not always mean that nothing was committed
     */
    void commit() throws Exception {
        transaction.commit();
    }

    /**
     * Rolls back what is open on this thread. Asks the registry whether there is anything, which everybody may: a run by hand
     * may be an EJB's, which the {@code UserTransaction} refuses to answer.
     *
     * @return whether there was anything
     */
    public boolean endLeftOpen() {
        if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
            return false;
        }
        try {
            transaction.rollback();
        } catch (SystemException | RuntimeException e) {
            LOG.log(Level.ERROR, "a transaction that a task has left open cannot be rolled back", e);
        }
        return true;
    }
}
