package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class HostileTextTest {

    @Nested
    class OnH2 extends HostileTextContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends HostileTextContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends HostileTextContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends HostileTextContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }
}
