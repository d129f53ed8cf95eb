package io.claimdispatch.internal.store;

import org.junit.jupiter.api.Nested;

class H2StoreTest {

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(H2Database.INSTANCE);
        }
    }
}
