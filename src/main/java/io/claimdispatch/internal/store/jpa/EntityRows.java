package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.PublishProblems;
import io.claimdispatch.internal.store.database.ActionDatabase;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.sql.IdAndTime;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/** Stores single rows as the JPA entity, in the thread's JTA transaction. */
@Component
@Dependent
public class EntityRows {

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
        IdAndTime ticket = database.store().ids().next(connection, TableName.ACTION_LOGS);
        ActionLogEntity entity = new ActionLogEntity(row, ticket);
        try {
            unit.with(manager -> {
                manager.persist(entity);
                if (!manager.isJoinedToTransaction()) {
                    // otherwise the row would be lost silently
                    throw new IllegalStateException("the persistence unit takes no part in the transaction");
                }
                return entity;
            });
        } catch (RuntimeException e) {
            // the row has no key, so only the id can be a duplicate
            throw SqlStates.isDuplicate(e)
                    ? PublishProblems.idTaken(
                            TableName.ACTION_LOGS.value(), TableName.ACTION_LOGS.sequence(), List.of(ticket.id()), e)
                    : e;
        }
        return ticket.id();
    }
}
