package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.row.ClaimRequest;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class DerbyStoreTest {

    @Nested
    class Inserts extends InsertContract {
        Inserts() {
            super(DerbyDatabase.INSTANCE);
        }

        /** Derby has no default for a time in UTC. */
        @Override
        String insertByHand() {
            String now = Timestamp.valueOf(LocalDateTime.now(ZoneOffset.UTC)).toString();
            return "INSERT INTO action_logs (type, payload, end_at, created_at, updated_at) VALUES ('byhand', '{}', '"
                    + now + "', '" + now + "', '" + now + "')";
        }

        /** Derby compares as if both texts were filled up with blanks. */
        @Override
        List<String> differentKeys() {
            return super.differentKeys().stream()
                    .filter(key -> !key.equals("a "))
                    .toList();
        }
    }

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(DerbyDatabase.INSTANCE);
        }

        private List<Object> locked() throws SQLException {
            return database.query(
                    "SELECT DISTINCT tablename FROM SYSCS_DIAG.LOCK_TABLE" + " WHERE tablename = 'ACTION_LOGS_CLAIMS'");
        }

        @Test
        void a_claim_that_finds_nothing_writes_no_lease_and_removes_none() throws SQLException {
            ClaimRequest request = Rows.request(Set.of("a"), 5, 1);
            try (Connection claiming = database.begin()) {
                assertThat(database.store().claims().claim(claiming, request)).isEmpty();
                assertThat(locked()).isEmpty();
                Rows.publish(database, List.of(Rows.due("a")));
                assertThat(database.store().claims().claim(claiming, request)).hasSize(1);
                assertThat(locked()).hasSize(1);
                assertThat(database.store().claims().claim(claiming, request)).isEmpty();
                claiming.commit();
            }
            assertThat(database.query("SELECT token FROM action_logs_claims")).hasSize(1);
        }
    }

    @Nested
    class Completes extends CompletionContract {
        Completes() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        Leases() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class FindsTypes extends TypesContract {
        FindsTypes() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class KeepsTime extends TimeContract {
        KeepsTime() {
            super(DerbyDatabase.INSTANCE);
        }

        @Override
        String asUtcText(String column) {
            return "SUBSTR(CAST(" + column + " AS VARCHAR(30)) || '000000', 1, 26)";
        }
    }

    @Nested
    class Schemas extends SchemaContract {
        Schemas() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class GroupsFailures extends FailureContract {
        GroupsFailures() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class KeepsEvents extends EventContract {
        KeepsEvents() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class Reads extends ReadContract {
        Reads() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class Operates extends OperateContract {
        Operates() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class Pauses extends PauseContract {
        Pauses() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class Prunes extends PruneContract {
        Prunes() {
            super(DerbyDatabase.INSTANCE);
        }
    }

    @Nested
    class ReadsWhatPeopleWrite extends HandWrittenContract {
        ReadsWhatPeopleWrite() {
            super(DerbyDatabase.INSTANCE);
        }

        @Override
        List<String> strangeTimes() {
            return List.of();
        }
    }
}
