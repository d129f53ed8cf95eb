package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class AtomicDeathTest {

    @Nested
    class OnH2 extends AtomicDeathContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends AtomicDeathContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends AtomicDeathContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
