package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class SchemaVersionsTest {

    @Nested
    class OnH2 extends SchemaVersionsContract {
        OnH2() {
            super(Databases.H2, true);
        }
    }

    @Nested
    class OnPostgreSql extends SchemaVersionsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL, false);
        }
    }

    @Nested
    class OnMariaDb extends SchemaVersionsContract {
        OnMariaDb() {
            super(Databases.MARIADB, false);
        }
    }

    @Nested
    class OnDerby extends SchemaVersionsContract {
        OnDerby() {
            super(Databases.DERBY, true);
        }
    }
}
