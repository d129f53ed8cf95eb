package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.TableName;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.PersistenceUnit;
import io.claimdispatch.internal.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Queries the entity, whose table is {@code action_logs}. */
@ApplicationScoped
class EntityQueries implements Queries {

    private PersistenceUnit unit;
    private Transactions transactions;
    private ActionDatabase database;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    EntityQueries() {}

    @Inject
    EntityQueries(PersistenceUnit unit, Transactions transactions, ActionDatabase database) {
        this.unit = unit;
        this.transactions = transactions;
        this.database = database;
    }

    @Override
    public Optional<ActionLog> find(TableName table, long id) {
        return unit.with(manager -> Optional.ofNullable(manager.find(ActionLog.class, id)));
    }

    @Override
    public List<ActionLog> latest(TableName table, @Nullable ActionState state, int limit) {
        return unit.with(manager -> (state == null
                        ? manager.createQuery("select a from ActionLog a order by a.id desc", ActionLog.class)
                        : manager.createQuery(
                                        "select a from ActionLog a where a.state = :state order by a.id desc",
                                        ActionLog.class)
                                .setParameter("state", state))
                .setMaxResults(limit)
                .getResultList());
    }

    @Override
    public List<ActionLog> due(TableName table, Set<String> types, int limit) {
        Instant now = transactions.joined(
                "asking the time", connection -> database.dialect().now(connection));
        return unit.with(manager -> manager.createQuery(
                        "select a from ActionLog a where a.state = :state and a.endAt <= :now and a.type in :types"
                                + " order by a.priority, a.endAt, a.id",
                        ActionLog.class)
                .setParameter("state", ActionState.WAITING)
                .setParameter("now", now)
                .setParameter("types", types)
                .setMaxResults(limit)
                .getResultList());
    }
}
