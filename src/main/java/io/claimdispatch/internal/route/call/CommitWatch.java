package io.claimdispatch.internal.route.call;

import jakarta.annotation.Priority;
import jakarta.inject.Inject;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InvocationContext;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * Runs inside the server's transaction interceptor and watches the transaction that it has begun, for {@link
 * CommitCheck}.
 */
@Interceptor
@CommitChecked
@Priority(Interceptor.Priority.PLATFORM_BEFORE + 201)
class CommitWatch implements Serializable {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the container's proxies are serializable
    private final ProcessorTransactions transactions;

    @Inject
    CommitWatch(ProcessorTransactions transactions) {
        this.transactions = transactions;
    }

    @AroundInvoke
    @Nullable
    Object watch(InvocationContext call) throws Exception {
        WatchedTransaction watched = WatchedTransaction.of(call);
        if (watched != null) {
            transactions.watch(watched);
        }
        return call.proceed();
    }
}
