package io.claimdispatch.internal.route;

import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;

/** The transactions that the server begins for processor methods. */
@ApplicationScoped
class ProcessorTransactions {

    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    /** For the container. */
    @SuppressWarnings("NullAway.Init")
    ProcessorTransactions() {}

    /** Whether this thread is in one. */
    boolean isThereOne() {
        return registry.getTransactionStatus() != Status.STATUS_NO_TRANSACTION;
    }

    /** Has the end of this thread's transaction told, if there is one. */
    void watch(WatchedTransaction watched) {
        if (registry.getTransactionStatus() == Status.STATUS_ACTIVE) {
            registry.registerInterposedSynchronization(watched);
            watched.begun();
        }
    }
}
