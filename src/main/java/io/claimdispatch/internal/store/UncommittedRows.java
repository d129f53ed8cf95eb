package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.TableName;
import jakarta.transaction.Status;
import jakarta.transaction.Synchronization;
import jakarta.transaction.TransactionSynchronizationRegistry;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * The rows that this application has published in transactions that are still open, for a database that cannot skip
 * locked rows: a claim of such a row would wait until its publisher commits, and delay all due rows behind it. Rows
 * published by other applications are unknown here.
 */
public final class UncommittedRows {

    private final Set<Row> rows = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<@Nullable List<Row>> current = new ThreadLocal<>();

    private record Row(TableName table, long id) {}

    /** Whether a row is uncommitted. */
    public boolean has(TableName table, long id) {
        return rows.contains(new Row(table, id));
    }

    /** Records drawn ids before anything is written; in a transaction of the caller they are kept until its end. */
    public void drawn(TableName table, Collection<Long> ids) {
        List<Row> own = current.get();
        if (own != null) {
            List<Row> drawn = ids.stream().map(id -> new Row(table, id)).toList();
            own.addAll(drawn);
            rows.addAll(drawn);
        }
    }

    /** Wraps a publish within the thread's transaction so that the ids that it draws are recorded. */
    public <T> Transactions.Work<T> noting(Transactions.Work<T> work, TransactionSynchronizationRegistry transaction) {
        return connection -> {
            if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
                // it is about to end, and accepts no synchronization any more
                return work.with(connection);
            }
            List<Row> own = new CopyOnWriteArrayList<>();
            transaction.registerInterposedSynchronization(new End(own));
            current.set(own);
            try {
                return work.with(connection);
            } finally {
                current.remove();
            }
        };
    }

    private final class End implements Synchronization {

        private final List<Row> own;

        private End(List<Row> own) {
            this.own = own;
        }

        @Override
        public void beforeCompletion() {
            // the rows stay locked until the transaction has ended
        }

        @Override
        public void afterCompletion(int status) {
            own.forEach(rows::remove);
        }
    }
}
