package io.claimdispatch.internal.store;

import org.junit.jupiter.api.Nested;

class DdlTest {

    @Nested
    class OnH2 extends DdlContract {
        OnH2() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class OnPostgreSql extends DdlContract {
        OnPostgreSql() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class OnMariaDb extends DdlContract {
        OnMariaDb() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class OnDerby extends DdlContract {
        OnDerby() {
            super(DerbyDatabase.INSTANCE);
        }
    }
}
