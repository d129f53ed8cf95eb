package io.claimdispatch.pipeline;

import jakarta.transaction.NotSupportedException;
import jakarta.transaction.RollbackException;
import jakarta.transaction.Status;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

/** What an application can say about the {@link LocalTransaction} of its thread. */
final class LocalUserTransaction implements UserTransaction {

    private static final ThreadLocal<Integer> TIMEOUT = ThreadLocal.withInitial(() -> 0);

    @Override
    public void begin() throws NotSupportedException {
        LocalTransaction.begin();
    }

    @Override
    public void commit() throws RollbackException, SystemException {
        own().commit();
    }

    @Override
    public void rollback() {
        own().rollback();
    }

    @Override
    public void setRollbackOnly() {
        own().setRollbackOnly();
    }

    @Override
    public int getStatus() {
        LocalTransaction own = LocalTransaction.current();
        return own == null ? Status.STATUS_NO_TRANSACTION : own.status();
    }

    @Override
    public void setTransactionTimeout(int seconds) {
        TIMEOUT.set(seconds);
    }

    /** What the thread's next transactions have; 0 is the server's default. */
    static int timeout() {
        return TIMEOUT.get();
    }

    private static LocalTransaction own() {
        LocalTransaction own = LocalTransaction.current();
        if (own == null) {
            throw new IllegalStateException("no transaction");
        }
        return own;
    }
}
