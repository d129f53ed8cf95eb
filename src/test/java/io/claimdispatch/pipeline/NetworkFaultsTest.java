package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

class NetworkFaultsTest {

    @Nested
    class OnPostgreSql extends NetworkFaultsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends NetworkFaultsContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
