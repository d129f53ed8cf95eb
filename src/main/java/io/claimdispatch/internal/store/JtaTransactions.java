package io.claimdispatch.internal.store;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.Problems;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * Transactions of the server. A caller's transaction is used as it is: no interceptor of ours stands in between that could
 * mark it for rollback when an exception passes.
 */
@ApplicationScoped
public class JtaTransactions implements Transactions {

    /** Injected and not looked up call by call: a thread that the server does not know has no {@code java:comp}. */
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    private ActionDatabase database;
    private SeparateTransaction separate;
    private volatile boolean isOpen;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    JtaTransactions() {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    JtaTransactions(ActionDatabase database, SeparateTransaction separate) {
        this.database = database;
        this.separate = separate;
    }

    @Override
    public <T> T joined(String doing, Work<T> work) {
        if (inTransaction()) {
            open();
            return guarded(doing, () -> lend(work));
        }
        return separate(doing, work);
    }

    @Override
    public <T> T within(String doing, Work<T> work) {
        open();
        return guarded(doing, () -> {
            if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
                throw new IllegalStateException("the transaction has ended, or is marked for rollback");
            }
            return lend(work);
        });
    }

    @Override
    public <T> T separate(String doing, Work<T> work) {
        open();
        return guarded(doing, () -> separate.run(() -> lend(work)));
    }

    private <T> T lend(Work<T> work) throws SQLException {
        try (Connection connection = database.dataSource().getConnection()) {
            return work.with(connection);
        }
    }

    private static <T> T guarded(String doing, SeparateTransaction.Body<T> body) {
        try {
            return body.run();
        } catch (ClaimDispatchException e) {
            throw e;
        } catch (Exception e) {
            throw Problems.databaseFailed(doing, e);
        }
    }

    /** A first use may come within a transaction, and before our own start: DDL must not become a part of it. */
    private void open() {
        if (!isOpen) {
            separate.outside(database::ready);
            isOpen = true;
        }
    }

    /** One that can still take something in: an observer of its end is called while it is there, and decided already. */
    private boolean inTransaction() {
        return switch (registry.getTransactionStatus()) {
            case Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK, Status.STATUS_PREPARING -> true;
            default -> false;
        };
    }
}
