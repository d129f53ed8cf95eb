package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.PublishProblems;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.sql.IdAndTime;
import io.claimdispatch.internal.store.sql.NamedSql;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;

/**
 * Stores single rows by JPA, in the thread's JTA transaction: as the entity, or where the database returns the id of what
 * it inserts, by a native query, which needs one round trip and not two.
 */
@Component
@Dependent
public class EntityRows {

    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private final ActionDatabase database;
    private final PersistenceUnit unit;

    @Inject
    EntityRows(ActionDatabase database, PersistenceUnit unit) {
        this.database = database;
        this.unit = unit;
    }

    /**
     * Persists a row without an idempotency key in {@code action_logs}.
     *
     * @return its id
     */
    public long persist(Connection connection, NewRow row) throws SQLException {
        NamedSql single = database.store().inserts().single();
        return single == null ? persistEntity(connection, row) : insert(single.on(TableName.ACTION_LOGS), row);
    }

    private long insert(String sql, NewRow row) {
        NewRow.Due due = row.eligibleAt();
        String at = due instanceof NewRow.At fixed ? UTC.format(fixed.instant()) : "";
        long delay = due instanceof NewRow.In in ? micros(in.delay()) : 0;
        return stored(List.of(), manager -> {
            Number id = (Number) manager.createNativeQuery(sql)
                    .setParameter(1, row.type())
                    .setParameter(2, row.payload())
                    .setParameter(3, row.payloadSize())
                    .setParameter(4, row.priority().level())
                    .setParameter(5, at)
                    .setParameter(6, delay)
                    .getSingleResult();
            return id.longValue();
        });
    }

    private static long micros(Duration delay) {
        // not by way of nanoseconds, which are too many after 292 years
        return delay.getSeconds() * 1_000_000 + delay.getNano() / 1_000;
    }

    private long persistEntity(Connection connection, NewRow row) throws SQLException {
        IdAndTime ticket = database.store().ids().next(connection, TableName.ACTION_LOGS);
        ActionLogEntity entity = new ActionLogEntity(row, ticket);
        return stored(List.of(ticket.id()), manager -> {
            manager.persist(entity);
            return ticket.id();
        });
    }

    private long stored(List<Long> drawn, ToLongFunction<EntityManager> work) {
        try {
            return unit.with(manager -> {
                if (!manager.isJoinedToTransaction()) {
                    // otherwise the row would be lost silently, or stored at once
                    throw new IllegalStateException("the persistence unit takes no part in the transaction");
                }
                return work.applyAsLong(manager);
            });
        } catch (RuntimeException e) {
            // the row has no key, so only the id can be a duplicate
            throw SqlStates.isDuplicate(e)
                    ? PublishProblems.idTaken(TableName.ACTION_LOGS.value(), TableName.ACTION_LOGS.sequence(), drawn, e)
                    : e;
        }
    }
}
