package io.claimdispatch.internal.store.statements;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.ClaimRequest;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.ExpiredClaim;
import io.claimdispatch.internal.store.HeldLeases;
import io.claimdispatch.internal.store.IdAndTime;
import io.claimdispatch.internal.store.Inserted;
import io.claimdispatch.internal.store.Mended;
import io.claimdispatch.internal.store.NewRow;
import io.claimdispatch.internal.store.OddRows;
import io.claimdispatch.internal.store.Operation;
import io.claimdispatch.internal.store.RowStatus;
import io.claimdispatch.internal.store.TerminalKind;
import io.claimdispatch.internal.store.TerminalRows;
import io.claimdispatch.internal.store.UnknownTypes;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A store put together from one object a role.
 *
 * @param sequence ids and the clock
 * @param inserting new rows
 * @param claiming due rows
 * @param completing claimed rows
 * @param leasing claimed rows that are not done yet
 * @param recovering claimed rows whose lease has ended
 * @param mending rows that people have written
 * @param odd rows that wait for people
 * @param discovering types
 * @param inquiring after a commit without an answer
 * @param reading rows, for people
 * @param operating rows that are not claimed
 * @param pruning rows that have ended
 * @param pausing types
 */
public record ComposedStore(
        IdSequence sequence,
        Inserting inserting,
        Claiming claiming,
        Completing completing,
        Leasing leasing,
        Recovering recovering,
        Mending mending,
        OddReading odd,
        Discovering discovering,
        InDoubtQueries inquiring,
        Reading reading,
        Operating operating,
        Pruning pruning,
        Pausing pausing)
        implements ActionStore {

    @Override
    public IdAndTime ticket(Connection connection, TableName table) throws SQLException {
        IdSequence.Draw draw = sequence.draw(connection, table, 1);
        return new IdAndTime(draw.ids().get(0), draw.now());
    }

    @Override
    public List<Inserted> insert(Connection connection, TableName table, List<NewRow> rows) throws SQLException {
        return rows.isEmpty() ? List.of() : inserting.insert(connection, table, rows);
    }

    @Override
    public List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException {
        return request.limit() <= 0 || request.types().isEmpty() ? List.of() : claiming.claim(connection, request);
    }

    @Override
    public Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions)
            throws SQLException {
        return completions.isEmpty() ? Set.of() : completing.complete(connection, table, completions);
    }

    @Override
    public Set<ClaimRef> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
            throws SQLException {
        return held.tokens().isEmpty() ? Set.of() : leasing.renew(connection, table, node, held, lease);
    }

    @Override
    public List<ExpiredClaim> expired(Connection connection, TableName table, @Nullable ExpiredClaim after, int limit)
            throws SQLException {
        return limit <= 0 ? List.of() : recovering.expired(connection, table, after, limit);
    }

    @Override
    public List<ClaimedRow> lockExpired(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return refs.isEmpty() ? List.of() : recovering.lock(connection, table, refs, false);
    }

    @Override
    public List<ClaimedRow> lockExpiredUnread(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return refs.isEmpty() ? List.of() : recovering.lock(connection, table, refs, true);
    }

    @Override
    public @Nullable ClaimedRow read(Connection connection, ClaimRef ref) throws SQLException {
        return recovering.read(connection, ref);
    }

    @Override
    public Set<ClaimRef> stillExpired(Connection connection, TableName table, Collection<ClaimRef> refs)
            throws SQLException {
        return refs.isEmpty() ? Set.of() : recovering.still(connection, table, refs);
    }

    @Override
    public Mended mend(Connection connection, TableName table, String node, long token, Duration lease)
            throws SQLException {
        return mending.mend(connection, table, node, token, lease);
    }

    @Override
    public OddRows odd(Connection connection, TableName table, long after, int size) throws SQLException {
        return odd.odd(connection, table, after, size);
    }

    @Override
    public boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
            throws SQLException {
        return leasing.recordExecution(connection, ref, executionId, note);
    }

    @Override
    public UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException {
        return limit <= 0
                ? new UnknownTypes(Set.of(), after)
                : discovering.unknownDueTypes(connection, table, known, after, limit);
    }

    @Override
    public @Nullable RowStatus standing(Connection connection, TableName table, long id) throws SQLException {
        return inquiring.standing(connection, table, id);
    }

    @Override
    public Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException {
        return inquiring.claimed(connection, table, node, token);
    }

    @Override
    public @Nullable ActionLog find(Connection connection, TableName table, long id) throws SQLException {
        return reading.find(connection, table, id);
    }

    @Override
    public List<ActionLog> latest(Connection connection, TableName table, @Nullable ActionState state, int limit)
            throws SQLException {
        return reading.latest(connection, table, state, limit);
    }

    @Override
    public List<ActionLog> due(Connection connection, TableName table, Collection<String> types, int limit)
            throws SQLException {
        return types.isEmpty() ? List.of() : reading.due(connection, table, types, limit);
    }

    @Override
    public Verdict operate(Connection connection, TableName table, long id, Operation operation) throws SQLException {
        return operating.operate(connection, table, id, operation);
    }

    @Override
    public int requeueDead(Connection connection, TableName table, List<Long> ids, Instant before) throws SQLException {
        return ids.isEmpty() ? 0 : operating.requeueDead(connection, table, ids, before);
    }

    @Override
    public TerminalRows ended(
            Connection connection, TableName table, List<TerminalKind> kinds, Duration age, long after, int size)
            throws SQLException {
        return pruning.ended(connection, table, kinds, age, after, size);
    }

    @Override
    public int prune(Connection connection, TableName table, TerminalKind kind, Duration age, List<Long> ids)
            throws SQLException {
        return ids.isEmpty() ? 0 : pruning.prune(connection, table, kind, age, ids);
    }

    @Override
    public void pause(Connection connection, TableName table, String pattern, String who, String why)
            throws SQLException {
        pausing.pause(connection, table, pattern, who, why);
    }

    @Override
    public boolean resume(Connection connection, TableName table, String pattern) throws SQLException {
        return pausing.resume(connection, table, pattern);
    }

    @Override
    public List<Pause> paused(Connection connection, TableName table) throws SQLException {
        return pausing.paused(connection, table);
    }
}
