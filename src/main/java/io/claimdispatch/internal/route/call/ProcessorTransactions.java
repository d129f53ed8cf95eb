package io.claimdispatch.internal.route.call;

import io.claimdispatch.internal.common.Component;
import jakarta.annotation.Resource;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jspecify.annotations.Nullable;

/** The transactions that the server begins for processor methods. */
@Component
class ProcessorTransactions {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    ProcessorTransactions() {}

    /** The key of the one that this thread is in; null if it is in none. */
    @Nullable
    Object current() {
        return registry.getTransactionKey();
    }

    /** Has the end of this thread's transaction told, if there is one and the caller was not in it. */
    void watch(WatchedTransaction watched) {
        if (registry.getTransactionStatus() == Status.STATUS_ACTIVE && !watched.isOuter(registry.getTransactionKey())) {
            registry.registerInterposedSynchronization(watched);
            watched.begun();
        }
    }
}
