package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class ListingTest {

    @Nested
    class OnH2 extends ListingContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnDerby extends ListingContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }

    @Nested
    class OnPostgreSql extends ListingContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends ListingContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
