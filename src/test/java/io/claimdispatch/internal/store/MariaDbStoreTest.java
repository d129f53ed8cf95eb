package io.claimdispatch.internal.store;

import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

class MariaDbStoreTest {

    @Nested
    class Inserts extends InsertContract {
        Inserts() {
            super(MariaDbDatabase.INSTANCE);
        }

        @Override
        String insertByHand() {
            return "INSERT INTO action_logs (type, payload, end_at) VALUES ('byhand', '{}', UTC_TIMESTAMP())";
        }
    }

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class SkipsLocked extends SkipLockedContract {
        SkipsLocked() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class Completes extends CompletionContract {
        Completes() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        Leases() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class FindsTypes extends TypesContract {
        FindsTypes() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class KeepsTime extends TimeContract {
        KeepsTime() {
            super(MariaDbDatabase.INSTANCE);
        }

        @Override
        String asUtcText(String column) {
            return "CAST(" + column + " AS CHAR)";
        }
    }

    @Nested
    class Schemas extends SchemaContract {
        Schemas() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    /** As MariaDB 11.6 and later are by default. */
    @Nested
    class InsertsUnderSnapshotIsolation extends Inserts {
        @BeforeEach
        void strict() throws SQLException {
            MariaDbDatabase.INSTANCE.snapshotIsolation("ON");
        }

        @AfterEach
        void asBefore() throws SQLException {
            MariaDbDatabase.INSTANCE.snapshotIsolation("OFF");
        }
    }

    /** As MariaDB 11.6 and later are by default. */
    @Nested
    class ClaimsUnderSnapshotIsolation extends Claims {
        @BeforeEach
        void strict() throws SQLException {
            MariaDbDatabase.INSTANCE.snapshotIsolation("ON");
        }

        @AfterEach
        void asBefore() throws SQLException {
            MariaDbDatabase.INSTANCE.snapshotIsolation("OFF");
        }
    }

    @Nested
    class Operates extends OperateContract {
        Operates() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class Pauses extends PauseContract {
        Pauses() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class Prunes extends PruneContract.Skipping {
        Prunes() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    /** As MariaDB 11.6 and later are by default. */
    @Nested
    class OperatesUnderSnapshotIsolation extends Operates {
        @BeforeEach
        void strict() throws SQLException {
            MariaDbDatabase.INSTANCE.snapshotIsolation("ON");
        }

        @AfterEach
        void asBefore() throws SQLException {
            MariaDbDatabase.INSTANCE.snapshotIsolation("OFF");
        }
    }
}
