package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class PublishingLimitsTest {

    @Nested
    class OnH2 extends PublishingLimitsContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends PublishingLimitsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends PublishingLimitsContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends PublishingLimitsContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }
}
