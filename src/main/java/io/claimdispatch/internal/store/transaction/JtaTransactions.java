package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.UncommittedRows;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.FailureKind;
import jakarta.annotation.Resource;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Transactions of the server, and our own beside them. A caller's transaction is used directly: no interceptor of ours
 * could mark it for rollback when an exception passes.
 */
@ApplicationScoped
public class JtaTransactions implements Transactions {

    /** Injected, not looked up per call, since a thread unknown to the server has no {@code java:comp}. */
    @Resource(lookup = "java:comp/TransactionSynchronizationRegistry")
    TransactionSynchronizationRegistry registry;

    private ActionDatabase database;
    private ServerTransaction server;
    private NewTransaction alone;
    private SeparateTransaction separate;
    private TransactionTimeouts timeouts;
    private volatile boolean isOpen;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    JtaTransactions() {}

    @Inject
    @SuppressWarnings("NullAway.Init")
    JtaTransactions(
            ActionDatabase database,
            ServerTransaction server,
            NewTransaction alone,
            SeparateTransaction separate,
            TransactionTimeouts timeouts) {
        this.database = database;
        this.server = server;
        this.alone = alone;
        this.separate = separate;
        this.timeouts = timeouts;
    }

    /** The first use may come in a transaction, and before our own start; DDL must not become part of that transaction. */
    @Override
    public void openDatabase() {
        if (!isOpen) {
            // no interceptor of the server may see that the node waits, since it could mark the caller's transaction
            database.check();
            server.outside(database::ready);
            isOpen = true;
        }
    }

    @Override
    public <T> T joined(String doing, Work<T> work) {
        openDatabase();
        return inTransaction() ? lend(doing, joining(doing), noting(work)) : alone(doing, work);
    }

    private <T> Work<T> noting(Work<T> work) {
        UncommittedRows rows = database.dialect().uncommitted();
        return rows == null ? work : rows.noting(work, registry);
    }

    @Override
    public <T> T within(String doing, Work<T> work) {
        openDatabase();
        return lend(doing, joining(doing), connection -> {
            if (registry.getTransactionStatus() != Status.STATUS_ACTIVE) {
                throw new IllegalStateException("the transaction has ended, or is marked for rollback");
            }
            // otherwise the locks taken now would last as long as the session of a node that has fallen silent
            database.dialect().bound(connection, timeouts.server());
            return work.with(connection);
        });
    }

    @Override
    public <T> T separate(String doing, Work<T> work) {
        openDatabase();
        return separate.run(doing, work);
    }

    @Override
    public void refuseCommit() {
        if (registry.getTransactionStatus() == Status.STATUS_ACTIVE) {
            registry.setRollbackOnly();
        }
    }

    /** Gets a connection in a transaction in which another data source may already take part. */
    private Lender joining(String doing) {
        return new JoiningConnection(doing, database.dataSource(), registry, server)::get;
    }

    /** Lends a connection. */
    @FunctionalInterface
    private interface Lender {
        Connection lend() throws SQLException;
    }

    private <T> T lend(String doing, Lender lender, Work<T> work) {
        try (Connection connection = lender.lend()) {
            return work.with(connection);
        } catch (ClaimDispatchException e) {
            throw e;
        } catch (SQLException | RuntimeException e) {
            throw DatabaseProblems.databaseFailed(doing, e);
        }
    }

    /** Runs in a new transaction of the server, since JPA takes part in no other. */
    private <T> T alone(String doing, Work<T> work) {
        AtomicBoolean toCommit = new AtomicBoolean();
        try {
            return alone.run(() -> {
                T result = lend(doing, database.dataSource()::getConnection, work);
                toCommit.set(true);
                return result;
            });
        } catch (ClaimDispatchException e) {
            throw e;
        } catch (Exception e) {
            throw toCommit.get() && !FailureKind.isAnswer(e)
                    ? DatabaseProblems.commitUnanswered(doing, e)
                    : DatabaseProblems.databaseFailed(doing, e);
        }
    }

    /**
     * Whether there is a transaction that can still include work: observers of its end are called while it exists but
     * is already decided.
     */
    private boolean inTransaction() {
        return switch (registry.getTransactionStatus()) {
            case Status.STATUS_ACTIVE, Status.STATUS_MARKED_ROLLBACK, Status.STATUS_PREPARING -> true;
            default -> false;
        };
    }
}
