package io.claimdispatch.internal.node;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.store.Dialect;
import java.util.ArrayList;
import java.util.List;

/** What a start says of a database that works, and that an operator may not have meant. */
final class StartWarnings {

    private StartWarnings() {}

    static List<ClaimDispatchException> of(String dataSource, Dialect dialect, boolean inMemory) {
        List<ClaimDispatchException> warnings = new ArrayList<>();
        if (!dialect.isTested()) {
            warnings.add(Problems.databaseUntested(dataSource, dialect.database()));
        }
        if (inMemory) {
            warnings.add(Problems.rowsInMemory(dataSource, dialect.database()));
        }
        return warnings;
    }
}
