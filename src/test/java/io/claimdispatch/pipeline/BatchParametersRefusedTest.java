package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class BatchParametersRefusedTest {

    @Nested
    class OnH2 extends BatchParametersRefusedContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends BatchParametersRefusedContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends BatchParametersRefusedContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends BatchParametersRefusedContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }
}
