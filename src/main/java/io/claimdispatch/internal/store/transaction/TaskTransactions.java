package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.Notice;
import io.claimdispatch.internal.common.problem.TaskNotices;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.TransactionSynchronizationRegistry;
import jakarta.transaction.UserTransaction;
import java.util.Objects;

/**
 * Begins and commits the transactions of atomic tasks, and ends transactions that tasks, processors and rules leave
 * open. A thread of the pool runs one task after another: otherwise the writes of the next tasks would belong to the
 * open transaction, and be lost with it.
 *
 * <p>Created at its first call. Open Liberty gives a bean that is made while an EJB is injected a
 * {@code UserTransaction} that works in EJBs only.
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
    public TaskTransactions() {}

    /**
     * Begins a transaction on this thread.
     *
     * @param type the type of the action, for the error
     * @return the key that identifies it
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0078
     */
    public Object begin(String type) {
        try {
            transaction.begin();
            return Objects.requireNonNull(registry.getTransactionKey(), "the transaction has no key");
        } catch (NotSupportedException | SystemException | RuntimeException e) {
            throw AttemptProblems.atomicNotBegun(type, e);
        }
    }

    /**
     * Checks that the thread is still in that transaction and that it can be committed.
     *
     * @param own the key that {@link #begin} returned
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0075, CLAIM0076
     */
    public void verify(Object own, String type) {
        if (!own.equals(registry.getTransactionKey())) {
            throw AttemptProblems.atomicEnded(type);
        }
        if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
            throw AttemptProblems.atomicRolledBack(type);
        }
    }

    /**
     * Commits.
     *
     * @throws Exception if the commit fails; something may still have been committed
     */
    public void commit() throws Exception {
        transaction.commit();
    }

    /**
     * Rolls back a transaction left open on this thread; never throws. Checks by the registry, which always answers:
     * {@code runOnce} may be called by an EJB, for which the {@code UserTransaction} refuses to.
     *
     * @return whether there was a transaction
     */
    public boolean endLeftOpen() {
        try {
            if (registry.getTransactionStatus() == Status.STATUS_NO_TRANSACTION) {
                return false;
            }
        } catch (RuntimeException | Error e) {
            tell(TaskNotices.transactionUnknown(e));
            return false;
        }
        try {
            transaction.rollback();
        } catch (SystemException | RuntimeException | Error e) {
            tell(TaskNotices.transactionNotEnded(e));
        }
        return true;
    }

    /** Call this after a row, on any thread: ends a transaction that is still open. */
    public void endOfRow() {
        if (endLeftOpen()) {
            LOG.log(TaskNotices.rowLeftTransaction());
        }
    }

    /**
     * Call this after a row, on a thread of ours: ends a transaction that is still open, and resets the thread's
     * transaction timeout to the server's default. Never throws.
     */
    public void reset() {
        endOfRow();
        try {
            transaction.setTransactionTimeout(0);
        } catch (SystemException | RuntimeException | Error e) {
            // a server that refuses this has refused it to the row as well
            LOG.debug("the timeout of transactions cannot be reset on this thread", e);
        }
    }

    /**
     * Guards foreign code on a thread of ours, see {@link io.claimdispatch.internal.watchdog.CallWatchdog}.
     *
     * @return ends a transaction that is begun from now on and left open; an existing one is the caller's own
     */
    public Runnable guard() {
        if (isInTransaction()) {
            return () -> {};
        }
        return () -> {
            if (endLeftOpen()) {
                LOG.log(TaskNotices.codeLeftTransaction());
            }
        };
    }

    private boolean isInTransaction() {
        try {
            return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
        } catch (RuntimeException | Error e) {
            // a transaction that may not be ours must not be ended
            return true;
        }
    }

    private static void tell(Notice notice) {
        try {
            LOG.log(notice);
        } catch (RuntimeException | Error again) {
            // the outcome of the row is still to come
        }
    }
}
