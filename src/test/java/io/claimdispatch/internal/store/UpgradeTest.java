package io.claimdispatch.internal.store;

import org.junit.jupiter.api.Nested;

class UpgradeTest {

    @Nested
    class OnH2 extends UpgradeContract {
        OnH2() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class OnPostgreSql extends UpgradeContract {
        OnPostgreSql() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class OnMariaDb extends UpgradeContract {
        OnMariaDb() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class OnDerby extends UpgradeContract {
        OnDerby() {
            super(DerbyDatabase.INSTANCE);
        }
    }
}
