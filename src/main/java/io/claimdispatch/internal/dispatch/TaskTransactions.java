package io.claimdispatch.internal.dispatch;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;

/**
 * Ends transactions that tasks leave open. A thread of the pool runs one task after another: the writes of the next ones
 * would belong to that transaction, and be lost with it.
 */
@ApplicationScoped
class TaskTransactions {

    private static final Logger LOG = System.getLogger(TaskTransactions.class.getName());

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    TaskTransactions() {}

    /**
     * Rolls back what is open on this thread.
     *
     * @return whether there was anything
     */
    boolean endLeftOpen() {
        try {
            if (transaction.getStatus() == Status.STATUS_NO_TRANSACTION) {
                return false;
            }
            transaction.rollback();
        } catch (SystemException | RuntimeException e) {
            LOG.log(Level.ERROR, "a transaction that a task has left open cannot be rolled back", e);
        }
        return true;
    }
}
