package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.ActionDatabase;
import io.claimdispatch.internal.store.PersistenceUnit;
import io.claimdispatch.internal.store.Transactions;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Queries the entity; each by the primary key or an index, and bounded. */
@ApplicationScoped
class ActionLogsBean implements ActionLogs {

    private PersistenceUnit unit;
    private Transactions transactions;
    private ActionDatabase database;
    private ProcessorRegistry processors;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    ActionLogsBean() {}

    @Inject
    ActionLogsBean(
            PersistenceUnit unit, Transactions transactions, ActionDatabase database, ProcessorRegistry processors) {
        this.unit = unit;
        this.transactions = transactions;
        this.database = database;
        this.processors = processors;
    }

    @Override
    public Optional<ActionLog> find(long id) {
        return unit.with(manager -> Optional.ofNullable(manager.find(ActionLog.class, id)));
    }

    @Override
    public List<ActionLog> latest(int limit) {
        check(limit);
        return unit.with(manager -> manager.createQuery("select a from ActionLog a order by a.id desc", ActionLog.class)
                .setMaxResults(limit)
                .getResultList());
    }

    @Override
    public List<ActionLog> latest(ActionState state, int limit) {
        check(limit);
        return unit.with(manager -> manager.createQuery(
                        "select a from ActionLog a where a.state = :state order by a.id desc", ActionLog.class)
                .setParameter("state", state)
                .setMaxResults(limit)
                .getResultList());
    }

    @Override
    public List<ActionLog> unrouted(int limit) {
        check(limit);
        Set<String> types = unroutedTypes();
        if (types.isEmpty()) {
            return List.of();
        }
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

    @Override
    public Set<String> unroutedTypes() {
        return processors.unroutableTypes();
    }

    @Override
    public boolean isRouted(String type) {
        return processors.covers(type);
    }

    private static void check(int limit) {
        if (limit < 1 || limit > MAX_ROWS) {
            throw Problems.limitInvalid(limit, 1, MAX_ROWS);
        }
    }
}
