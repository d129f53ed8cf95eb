package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class OneConnectionTest {

    @Nested
    class OnH2 extends OneConnectionContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends OneConnectionContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends OneConnectionContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends OneConnectionContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }
}
