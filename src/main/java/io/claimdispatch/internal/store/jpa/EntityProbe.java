package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.SQLException;

/**
 * Runs the query of a list once, as JPA writes it, with a condition that no row meets: how it cuts off a result is its own
 * affair, and some modes of a database do not understand it.
 */
final class EntityProbe {

    private EntityProbe() {}

    /**
     * Runs it. A table that is not there is another's matter, as for {@code TableProbe}.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0114 if the database does not understand it
     */
    static void check(PersistenceUnit unit, Dialect dialect) {
        try {
            unit.with(manager -> manager.createQuery(
                            "select a from ActionLog a where a.id is null order by a.id desc", ActionLog.class)
                    .setMaxResults(1)
                    .getResultList());
        } catch (RuntimeException e) {
            SQLException telling = SqlStates.telling(e);
            if (telling == null || !SqlStates.isMissing(telling)) {
                throw telling != null && SqlStates.isNotUnderstood(telling)
                        ? Problems.statementUnfit(dialect.database(), telling)
                        : e;
            }
        }
    }
}
