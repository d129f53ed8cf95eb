package io.claimdispatch.internal.store;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
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
    public IdAndTime ticket(Connection connection, TableName table) throws SQLException {
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
    public Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException {
        return store.renew(connection, table, node, held, lease);
    }

    @Override
    public List<ExpiredClaim> expired(Connection connection, TableName table, @Nullable ExpiredClaim after, int limit)
            throws SQLException {
        return store.expired(connection, table, after, limit);
    }

    @Override
    public List<ClaimedRow> lockExpired(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return store.lockExpired(connection, table, refs);
    }

    @Override
    public List<ClaimedRow> lockExpiredUnread(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return store.lockExpiredUnread(connection, table, refs);
    }

    @Override
    public @Nullable ClaimedRow read(Connection connection, ClaimRef ref) throws SQLException {
        return store.read(connection, ref);
    }

    @Override
    public Set<ClaimRef> stillExpired(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return store.stillExpired(connection, table, refs);
    }

    @Override
    public Mended mend(Connection connection, TableName table, String node, long token, Duration lease)
            throws SQLException {
        return store.mend(connection, table, node, token, lease);
    }

    @Override
    public OddRows odd(Connection connection, TableName table, long after, int size) throws SQLException {
        return store.odd(connection, table, after, size);
    }

    @Override
    public boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException {
        return store.recordExecution(connection, ref, executionId, note);
    }

    @Override
    public UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException {
        return store.unknownDueTypes(connection, table, known, after, limit);
    }

    @Override
    public @Nullable RowStatus standing(Connection connection, TableName table, long id) throws SQLException {
        return store.standing(connection, table, id);
    }

    @Override
    public Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException {
        return store.claimed(connection, table, node, token);
    }

    @Override
    public @Nullable ActionLog find(Connection connection, TableName table, long id) throws SQLException {
        return store.find(connection, table, id);
    }

    @Override
    public List<ActionLog> latest(Connection connection, TableName table, @Nullable ActionState state, int limit)
            throws SQLException {
        return store.latest(connection, table, state, limit);
    }

    @Override
    public List<ActionLog> due(Connection connection, TableName table, Collection<String> types, int limit)
            throws SQLException {
        return store.due(connection, table, types, limit);
    }

    @Override
    public Verdict operate(Connection connection, TableName table, long id, Operation operation) throws SQLException {
        return store.operate(connection, table, id, operation);
    }

    @Override
    public int requeueDead(Connection connection, TableName table, List<Long> ids, Instant before) throws SQLException {
        return store.requeueDead(connection, table, ids, before);
    }

    @Override
    public TerminalRows ended(
            Connection connection, TableName table, List<TerminalKind> kinds, Duration age, long after, int size)
            throws SQLException {
        return store.ended(connection, table, kinds, age, after, size);
    }

    @Override
    public int prune(Connection connection, TableName table, TerminalKind kind, Duration age, List<Long> ids)
            throws SQLException {
        return store.prune(connection, table, kind, age, ids);
    }

    @Override
    public void pause(Connection connection, TableName table, String pattern, String who, String why)
            throws SQLException {
        store.pause(connection, table, pattern, who, why);
    }

    @Override
    public boolean resume(Connection connection, TableName table, String pattern) throws SQLException {
        return store.resume(connection, table, pattern);
    }

    @Override
    public List<Pause> paused(Connection connection, TableName table) throws SQLException {
        return store.paused(connection, table);
    }
}
