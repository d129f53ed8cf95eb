package io.claimdispatch.internal.store;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.Problems;
import jakarta.persistence.EntityManager;
import java.sql.SQLException;

/**
 * Runs the query of a list once, as JPA writes it, with a condition that no row meets: how it cuts off a result is its own
 * affair, and some modes of a database do not understand it.
 */
final class EntityProbe {

    private EntityProbe() {}

    /**
     * Runs it.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0114 if the database does not understand it
     */
    static void check(EntityManager manager, Dialect dialect) {
        try {
            manager.createQuery("select a from ActionLog a where a.id is null order by a.id desc", ActionLog.class)
                    .setMaxResults(1)
                    .getResultList();
        } catch (RuntimeException e) {
            SQLException telling = SqlStates.telling(e);
            if (telling != null && SqlStates.isNotUnderstood(telling) && !SqlStates.isMissing(telling)) {
                throw Problems.statementUnfit(dialect.database(), telling);
            }
            throw e;
        }
    }
}
