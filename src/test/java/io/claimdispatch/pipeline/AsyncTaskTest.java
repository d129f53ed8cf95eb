package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;

/** A stage completes in Java; its row is stored as others are. So one database in the JVM and one that is a server do. */
class AsyncTaskTest {

    @Nested
    class OnH2 extends AsyncTaskContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends AsyncTaskContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }
}
