package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class AtomicTaskTest {

    @Nested
    class OnH2 extends AtomicTaskContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends AtomicTaskContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends AtomicTaskContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends AtomicTaskContract {
        OnDerby() {
            super(Databases.DERBY);
        }

        @Override
        boolean skipsLocked() {
            return false;
        }
    }
}
