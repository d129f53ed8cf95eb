package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class LargeRowsTest {

    @Nested
    class OnH2 extends LargeRowsContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends LargeRowsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends LargeRowsContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends LargeRowsContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }
}
