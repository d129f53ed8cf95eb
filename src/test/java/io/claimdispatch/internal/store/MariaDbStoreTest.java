package io.claimdispatch.internal.store;

import org.junit.jupiter.api.Nested;

class MariaDbStoreTest {

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(MariaDbDatabase.INSTANCE);
        }
    }
}
