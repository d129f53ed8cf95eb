package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.store.transaction.ServerTransaction.Body;
import jakarta.annotation.Resource;
import jakarta.inject.Inject;
import jakarta.transaction.NotSupportedException;
import jakarta.transaction.SystemException;
import jakarta.transaction.UserTransaction;

/**
 * A transaction of the server's for a thread that has none. It is begun by hand where that is allowed: on a thread with the
 * context of an EJB, as ours have it, Payara and GlassFish let no connection join a transaction that an interceptor of CDI has
 * begun (seen on Payara 6.2025.10 and GlassFish 7.0.21), so that each statement would be committed by itself.
 */
@Component
public class NewTransaction {

    /** Injected and not looked up call by call: a thread that the server does not know has no {@code java:comp}. */
    @Resource(lookup = "java:comp/UserTransaction")
    UserTransaction transaction;

    private final ServerTransaction server;

    @Inject
    @SuppressWarnings("NullAway.Init")
    NewTransaction(ServerTransaction server) {
        this.server = server;
    }

    /**
     * Runs in a new JTA transaction, which any exception rolls back.
     *
     * @throws Exception what the body throws, itself, or what the commit does
     */
    public <T> T run(Body<T> body) throws Exception {
        return isBegun() ? inItsOwn(body) : server.run(body);
    }

    private boolean isBegun() {
        try {
            transaction.begin();
            return true;
        } catch (NotSupportedException | SystemException | RuntimeException e) {
            // within an EJB whose transactions the container manages, or at the end of another transaction
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
