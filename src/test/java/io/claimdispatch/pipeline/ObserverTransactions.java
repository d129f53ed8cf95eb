package io.claimdispatch.pipeline;

import jakarta.transaction.Synchronization;
import jakarta.transaction.UserTransaction;
import org.jboss.weld.transaction.spi.TransactionServices;

/** Tells Weld of the {@link LocalTransaction}, so that transactional observers wait for its end. */
final class ObserverTransactions implements TransactionServices {

    @Override
    public void registerSynchronization(Synchronization synchronization) {
        LocalTransaction.current().register(synchronization);
    }

    @Override
    public boolean isTransactionActive() {
        return LocalTransaction.current() != null;
    }

    @Override
    public UserTransaction getUserTransaction() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void cleanup() {}
}
