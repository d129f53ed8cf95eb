package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.store.transaction.ServerTransaction.Body;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

/**
 * Begins a transaction of the server on a thread that has none; programmatically if that is allowed. On a thread with
 * the context of an EJB, like ours, Payara and GlassFish let no connection join a transaction that a CDI interceptor
 * has begun (seen on Payara 6.2025.10 and GlassFish 7.0.21), so each statement would be committed by itself.
 *
 * <p>Created at its first call, for the reason that {@link TaskTransactions} names.
 */
@ApplicationScoped
public class NewTransaction {

    /** Injected and not looked up call by call: a thread that the server does not know has no {@code java:comp}. */
    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    private ServerTransaction server;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    NewTransaction() {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    NewTransaction(ServerTransaction server) {
        this.server = server;
    }

    /**
     * Runs in a new JTA transaction, which any exception rolls back.
     *
     * @throws Exception the exception of the body, unwrapped, or that of the commit
     */
    public <T> T run(Body<T> body) throws Exception {
        return isBegun() ? inItsOwn(body) : server.run(body);
    }

    private boolean isBegun() {
        try {
            transaction.begin();
            return true;
        } catch (NotSupportedException | SystemException | RuntimeException e) {
            // within an EJB with container-managed transactions, or at the end of another transaction
            return false;
        }
    }

    private <T> T inItsOwn(Body<T> body) throws Exception {
        T result;
        try {
            result = body.run();
        } catch (Throwable e) {
            rollBack(e);
            throw e;
        }
        transaction.commit();
        return result;
    }

    private void rollBack(Throwable reason) {
        try {
            transaction.rollback();
        } catch (SystemException | RuntimeException e) {
            reason.addSuppressed(e);
        }
    }
}
