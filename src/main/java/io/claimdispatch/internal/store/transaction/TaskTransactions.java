package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import jakarta.annotation.Resource;
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
@Component
public class TaskTransactions {

    private static final Log LOG = Log.of(TaskTransactions.class);

    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    public TaskTransactions() {}

    /**
     * Begins a transaction on this thread.
     *
     * @param type of the action, for the error
     * @return what tells it from any other
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0078
     */
    public Object begin(String type) {
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
    public void verify(Object own, String type) {
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
    public void commit() throws Exception {
        transaction.commit();
    }

    /**
     * Rolls back what is open on this thread; never throws. Asks the registry whether there is anything, which everybody may: a run by hand
     * may be an EJB's, which the {@code UserTransaction} refuses to answer.
     *
     * @return whether there was anything
     */
    public boolean endLeftOpen() {
        try {
            if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
                return false;
            }
        } catch (RuntimeException | Error e) {
            tell("the server does not say whether a task has left a transaction open", e);
            return false;
        }
        try {
            transaction.rollback();
        } catch (SystemException | RuntimeException | Error e) {
            tell("a transaction that a task has left open cannot be rolled back", e);
        }
        return true;
    }

    /** After a row, on any thread: ends what is still open. */
    public void endOfRow() {
        if (endLeftOpen()) {
            LOG.log(Level.WARNING, "the end of a row has left a transaction open; it is rolled back");
        }
    }

    /**
     * After a row, on a thread of ours: ends what is still open, and gives the thread the server's own timeout of
     * transactions again, whatever the row has set. Never throws.
     */
    public void reset() {
        endOfRow();
        try {
            transaction.setTransactionTimeout(0);
        } catch (SystemException | RuntimeException | Error e) {
            // a server that refuses it has refused it to the row as well
            LOG.log(Level.DEBUG, "the timeout of transactions cannot be reset on this thread", e);
        }
    }

    /**
     * For code of others on a thread of ours, see {@link io.claimdispatch.internal.watchdog.CallWatchdog}.
     *
     * @return ends a transaction that is begun from now on and left open; one that there is already is the caller's own
     */
    public Runnable guard() {
        if (isInTransaction()) {
            return () -> {};
        }
        return () -> {
            if (endLeftOpen()) {
                LOG.log(Level.WARNING, "code of the application has left a transaction open; it is rolled back");
            }
        };
    }

    private boolean isInTransaction() {
        try {
            return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (RuntimeException | Error e) {
            // what is not known to be ours must not be ended
            return true;
        }
    }

    private static void tell(String what, Throwable e) {
        try {
            LOG.log(Level.ERROR, what, e);
        } catch (RuntimeException | Error again) {
            // the outcome of the row is still to come
        }
    }
}
