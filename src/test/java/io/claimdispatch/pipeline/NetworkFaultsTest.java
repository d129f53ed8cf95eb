package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class NetworkFaultsTest {

    @Nested
    class OnPostgreSql extends NetworkFaultsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }

        /** Not MariaDB's: its driver knows timeouts, but waits for the reading thread when it is told to abort. */
        @Test
        void a_connection_without_timeouts_of_its_own_is_ended_when_it_hangs() throws Exception {
            aConnectionWithoutTimeoutsOfItsOwnIsEndedWhenItHangs();
        }
    }

    @Nested
    class OnMariaDb extends NetworkFaultsContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }
}
