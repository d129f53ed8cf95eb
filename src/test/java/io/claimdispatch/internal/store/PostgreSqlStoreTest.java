package io.claimdispatch.internal.store;

import org.junit.jupiter.api.Nested;

class PostgreSqlStoreTest {

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }
}
