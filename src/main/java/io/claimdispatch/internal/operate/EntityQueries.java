package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.DatabaseProblems;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.jpa.ActionLogEntity;
import io.claimdispatch.internal.store.jpa.PersistenceUnit;
import io.claimdispatch.internal.store.upkeep.OddRows;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.TypedQuery;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Queries {@code action_logs} by its entity. */
@Component
@Dependent
class EntityQueries implements Queries {

    private final PersistenceUnit unit;
    private final Transactions transactions;
    private final ActionDatabase database;

    @Inject
    EntityQueries(PersistenceUnit unit, Transactions transactions, ActionDatabase database) {
        this.unit = unit;
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public Optional<ActionLog> find(TableName table, long id) {
        return read(manager -> Optional.ofNullable(manager.find(ActionLogEntity.class, id)))
                .map(row -> leased(List.of(row.toRecord())).get(0));
    }

    @Override
    public List<ActionLog> latest(TableName table, @Nullable ActionState state, int limit) {
        return records(manager -> latest(manager, state).setMaxResults(limit));
    }

    private static TypedQuery<ActionLogEntity> latest(EntityManager manager, @Nullable ActionState state) {
        if (state == null) {
            return manager.createQuery("select a from ActionLog a order by a.id desc", ActionLogEntity.class);
        } else if (state == ActionState.UNKNOWN) {
            return manager.createQuery(
                            "select a from ActionLog a where a.state not in :known order by a.id desc",
                            ActionLogEntity.class)
                    .setParameter("known", OddRows.knownStates());
        }
        return manager.createQuery(
                        "select a from ActionLog a where a.state = :state order by a.id desc", ActionLogEntity.class)
                .setParameter("state", state.name());
    }

    @Override
    public List<ActionLog> due(TableName table, Set<String> types, int limit) {
        Instant now = transactions.joined(
                "asking the time", connection -> database.dialect().now(connection));
        return records(manager -> manager.createQuery(
                        "select a from ActionLog a where a.state = :state and a.endAt <= :now and a.type in :types"
                                + " order by a.priority, a.endAt, a.id",
                        ActionLogEntity.class)
                .setParameter("state", ActionState.WAITING.name())
                .setParameter("now", now)
                .setParameter("types", types)
                .setMaxResults(limit));
    }

    private List<ActionLog> records(Function<EntityManager, TypedQuery<ActionLogEntity>> query) {
        return leased(read(manager -> query.apply(manager).getResultList()).stream()
                .map(ActionLogEntity::toRecord)
                .toList());
    }

    /** Reads the claimed rows once more, with the leases of their claims, which the entity does not know. */
    private List<ActionLog> leased(List<ActionLog> rows) {
        List<Long> claimed = rows.stream()
                .filter(row -> row.state() == ActionState.CLAIMED && row.leaseUntil() == null)
                .map(ActionLog::id)
                .toList();
        if (claimed.isEmpty()) {
            return rows;
        }
        Map<Long, ActionLog> leased = transactions
                .joined(
                        "reading leases",
                        connection -> database.store().queries().findAll(connection, TableName.ACTION_LOGS, claimed))
                .stream()
                .filter(row -> row.leaseUntil() != null)
                .collect(Collectors.toMap(ActionLog::id, row -> row));
        return rows.stream()
                .map(row -> {
                    ActionLog now = leased.get(row.id());
                    return now != null && Objects.equals(now.claimToken(), row.claimToken()) ? now : row;
                })
                .toList();
    }

    /** Runs a query; gives an error id to exceptions of the persistence provider. */
    private <T> T read(Function<EntityManager, T> query) {
        transactions.openDatabase();
        try {
            return unit.with(query);
        } catch (ClaimDispatchException e) {
            throw e;
        } catch (RuntimeException e) {
            throw DatabaseProblems.databaseFailed("reading rows", e);
        }
    }
}
