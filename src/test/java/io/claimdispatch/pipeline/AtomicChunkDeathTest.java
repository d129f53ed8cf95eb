package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class AtomicChunkDeathTest {

    @Nested
    class OnH2 extends AtomicChunkDeathContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends AtomicChunkDeathContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends AtomicChunkDeathContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
