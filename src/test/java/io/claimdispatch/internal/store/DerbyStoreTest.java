package io.claimdispatch.internal.store;

import org.junit.jupiter.api.Nested;

class DerbyStoreTest {

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(DerbyDatabase.INSTANCE);
        }
    }
}
