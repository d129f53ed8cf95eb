package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class RetentionTest {

    @Nested
    class OnH2 extends RetentionContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends RetentionContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends RetentionContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
