package io.claimdispatch.internal.node;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Dialect;
import java.util.ArrayList;
import java.util.List;

/** The warnings of a start about a database that works but may not be intended. */
final class StartWarnings {

    private StartWarnings() {}

    static List<ClaimDispatchException> of(String dataSource, Dialect dialect, boolean inMemory) {
        List<ClaimDispatchException> warnings = new ArrayList<>();
        if (!dialect.isTested()) {
            warnings.add(StartProblems.databaseUntested(dataSource, dialect.database()));
        }
        if (inMemory) {
            warnings.add(StartProblems.rowsInMemory(dataSource, dialect.database()));
        }
        return warnings;
    }
}
