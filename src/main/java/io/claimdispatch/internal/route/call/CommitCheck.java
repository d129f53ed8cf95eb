package io.claimdispatch.internal.route.call;

import io.claimdispatch.internal.common.Problems;
import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Wraps the server's transaction interceptor: if that returns normally, the transaction must have been committed.
 * Payara and GlassFish roll back a transaction that has timed out, and return as if they had committed it.
 */
@Interceptor
@CommitChecked
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 199)
class CommitCheck implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the container's proxies are serializable
    private final ProcessorTransactions transactions;

    @Inject
    CommitCheck(ProcessorTransactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Calls the method.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0079 if the transaction begun for the method was not
     *     committed
     */
    @AroundInvoke
    @Nullable
    Object check(InvocationContext call) throws Exception {
        WatchedTransaction watched = WatchedTransaction.expectedIn(call, transactions.current());
        Object returned = call.proceed();
        if (watched.isNotCommitted()) {
            throw Problems.notCommitted(Places.of(call.getMethod().getDeclaringClass(), call.getMethod()));
        }
        return returned;
    }
}
