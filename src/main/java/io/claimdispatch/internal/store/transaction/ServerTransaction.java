package io.claimdispatch.internal.store.transaction;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import jakarta.transaction.Transactional.TxType;

/**
 * Runs work in the server's transactions. A separate bean, since a transaction begins only if a call passes the
 * container's proxy.
 */
@ApplicationScoped
public class ServerTransaction {

    /** Runs in a new JTA transaction, with the thread's own suspended; any exception rolls it back. */
    @Transactional(value = TxType.REQUIRES_NEW, rollbackOn = Exception.class)
    public <T> T run(Body<T> body) throws Exception {
        return body.run();
    }

    /** Runs outside of any transaction, with the thread's own suspended. */
    @Transactional(TxType.NOT_SUPPORTED)
    public void outside(Runnable work) {
        work.run();
    }

    /** The work. */
    @FunctionalInterface
    public interface Body<T> {
        /** Runs the work. */
        T run() throws Exception;
    }
}
