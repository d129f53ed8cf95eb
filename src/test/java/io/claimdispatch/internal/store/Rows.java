package io.claimdispatch.internal.store;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.operate.NewEvent;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes rows and claims. */
public final class Rows {

    static final Duration LEASE = Duration.ofMinutes(5);
    static final long NO_BYTE_BOUND = Long.MAX_VALUE;

    private Rows() {}

    static NewRow due(String type) {
        return row(type, null, "{}", Priority.NORMAL, Duration.ZERO);
    }

    static NewRow due(String type, Priority priority) {
        return row(type, null, "{}", priority, Duration.ZERO);
    }

    static NewRow keyed(String type, String key) {
        return row(type, key, "{}", Priority.NORMAL, Duration.ZERO);
    }

    static NewRow payload(String type, String payload) {
        return row(type, null, payload, Priority.NORMAL, Duration.ZERO);
    }

    static NewRow in(String type, Duration delay) {
        return row(type, null, "{}", Priority.NORMAL, delay);
    }

    static NewRow at(String type, Instant instant) {
        return new NewRow(type, "{}", null, Priority.NORMAL, new NewRow.At(instant));
    }

    private static NewRow row(String type, @Nullable String key, String payload, Priority priority, Duration delay) {
        return new NewRow(type, payload, key, priority, new NewRow.In(delay));
    }

    static ClaimRequest request(Collection<String> types, int limit, long token) {
        return new ClaimRequest(TestDatabase.TABLE, types, limit, NO_BYTE_BOUND, "node-" + token, token, LEASE);
    }

    static List<Inserted> publish(TestDatabase database, List<NewRow> rows) throws SQLException {
        return database.commit(c -> database.store().inserts().insert(c, TestDatabase.TABLE, rows));
    }

    static List<ClaimedRow> claim(TestDatabase database, String type, int limit, long token) throws SQLException {
        return database.commit(c -> database.store().claims().claim(c, request(Set.of(type), limit, token)));
    }

    static Set<ClaimRef> complete(TestDatabase database, List<Completion> completions) throws SQLException {
        return database.commit(c -> database.store().completions().complete(c, TestDatabase.TABLE, completions));
    }

    /** An event about a row. */
    static NewEvent event(Instant at, @Nullable Long actionId) {
        return new NewEvent(at, "DELETE", new NewEvent.Author("ann", "x", "node-1", null), actionId, "a", "{}");
    }

    static List<Long> ids(List<ClaimedRow> rows) {
        return rows.stream().map(row -> row.ref().id()).toList();
    }
}
