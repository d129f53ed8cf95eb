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
 * The rows that this application has published in transactions which are still open, for a database that cannot skip locked
 * rows: a claim that tried one would wait until its publisher commits, and all that is due behind it with it. It
 * does not know those that other applications publish.
 */
public final class UncommittedRows {

    private final Set<Row> rows = ConcurrentHashMap.newKeySet();
    private final ThreadLocal<@Nullable List<Row>> current = new ThreadLocal<>();

    private record Row(TableName table, long id) {}

    /** Whether a row is one of them. */
    public boolean has(TableName table, long id) {
        return rows.contains(new Row(table, id));
    }

    /** Ids have been drawn, before anything is written: in a transaction of the caller's they are noted until its end. */
    public void drawn(TableName table, Collection<Long> ids) {
        List<Row> own = current.get();
        if (own != null) {
            List<Row> drawn = ids.stream().map(id -> new Row(table, id)).toList();
            own.addAll(drawn);
            rows.addAll(drawn);
        }
    }

    /** What publishes within the thread's transaction, made so that what it draws is noted. */
    public <T> Transactions.Work<T> noting(Transactions.Work<T> work, TransactionSynchronizationRegistry transaction) {
        return connection -> {
            if (transaction.getTransactionStatus() != Status.STATUS_ACTIVE) {
                // it is about to end, and takes no synchronization any more
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
            // until it has ended they are locked
        }

        @Override
        public void afterCompletion(int status) {
            own.forEach(rows::remove);
        }
    }
}
