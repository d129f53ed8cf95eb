package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A store for tests to override a part of, so that a database refuses at a chosen moment. */
public class ForwardingStore implements ActionStore {

    private final ActionStore store;

    public ForwardingStore(ActionStore store) {
        this.store = store;
    }

    @Override
    public Ticket ticket(Connection connection, TableName table) throws SQLException {
        return store.ticket(connection, table);
    }

    @Override
    public List<Inserted> insert(Connection connection, TableName table, List<NewRow> rows) throws SQLException {
        return store.insert(connection, table, rows);
    }

    @Override
    public List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException {
        return store.claim(connection, request);
    }

    @Override
    public Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions)
            throws SQLException {
        return store.complete(connection, table, completions);
    }

    @Override
    public int renew(Connection connection, TableName table, String node, Collection<Long> tokens, Duration lease)
            throws SQLException {
        return store.renew(connection, table, node, tokens, lease);
    }

    @Override
    public List<ClaimedRow> lockExpired(Connection connection, TableName table, int limit) throws SQLException {
        return store.lockExpired(connection, table, limit);
    }

    @Override
    public boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException {
        return store.recordExecution(connection, ref, executionId, note);
    }

    @Override
    public Set<String> unknownDueTypes(Connection connection, TableName table, Collection<String> known, int limit)
            throws SQLException {
        return store.unknownDueTypes(connection, table, known, limit);
    }

    @Override
    public @Nullable Standing standing(Connection connection, TableName table, long id) throws SQLException {
        return store.standing(connection, table, id);
    }

    @Override
    public Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException {
        return store.claimed(connection, table, node, token);
    }

    @Override
    public @Nullable Long findByKey(Connection connection, TableName table, String type, String key)
            throws SQLException {
        return store.findByKey(connection, table, type, key);
    }
}
