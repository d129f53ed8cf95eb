package io.claimdispatch.internal.route.call;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import org.jspecify.annotations.Nullable;

/** Observes the transactions that the server begins for processor methods. */
@ApplicationScoped
class ProcessorTransactions {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    ProcessorTransactions() {}

    /** The key of this thread's transaction; null if there is none. */
    @Nullable
    Object current() {
        return registry.getTransactionKey();
    }

    /** Registers to be told how this thread's transaction ends, if there is one and it is not the caller's. */
    void watch(WatchedTransaction watched) {
        if (registry.getTransactionStatus() == Status.STATUS_ACTIVE && !watched.isOuter(registry.getTransactionKey())) {
            registry.registerInterposedSynchronization(watched);
            watched.begun();
        }
    }
}
