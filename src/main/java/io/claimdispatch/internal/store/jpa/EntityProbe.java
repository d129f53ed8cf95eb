package io.claimdispatch.internal.store.jpa;

import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.SQLException;

/**
 * Runs a query of rows once, as JPA writes it, with a condition that no row meets: JPA limits a result in its own way,
 * which some modes of a database do not understand.
 */
final class EntityProbe {

    private EntityProbe() {}

    /**
     * Runs the query. A missing table is reported elsewhere, as for {@code TableProbe}.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0114 if the database does not understand it
     */
    static void check(PersistenceUnit unit, Dialect dialect) {
        try {
            unit.with(manager -> manager.createQuery(
                            "select a from ActionLog a where a.id is null order by a.id desc", ActionLogEntity.class)
                    .setMaxResults(1)
                    .getResultList());
        } catch (RuntimeException e) {
            SQLException telling = SqlStates.telling(e);
            if (telling == null || !SqlStates.isMissing(telling)) {
                throw telling != null && SqlStates.isNotUnderstood(telling)
                        ? StartProblems.statementUnfit(dialect.database(), telling)
                        : e;
            }
        }
    }
}
