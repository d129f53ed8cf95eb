package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class BulkTest {

    @Nested
    class OnH2 extends BulkContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnDerby extends BulkContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }

    @Nested
    class OnPostgreSql extends BulkContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends BulkContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
