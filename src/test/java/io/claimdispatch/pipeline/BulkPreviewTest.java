package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class BulkPreviewTest {

    @Nested
    class OnH2 extends BulkPreviewContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnDerby extends BulkPreviewContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }

    @Nested
    class OnPostgreSql extends BulkPreviewContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends BulkPreviewContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
