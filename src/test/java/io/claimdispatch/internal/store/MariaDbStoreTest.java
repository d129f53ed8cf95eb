package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.Pause;
import io.claimdispatch.internal.store.publish.Inserted;
import java.sql.SQLException;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

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

        @Test
        void a_date_of_zeros_that_a_person_has_written_holds_up_none_of_the_rows_it_is_read_with() throws SQLException {
            List<Inserted> stored = Rows.publish(database, Collections.nCopies(3, Rows.due("a")));
            database.execute("SET STATEMENT sql_mode = '' FOR UPDATE action_logs"
                    + " SET end_at = '0000-00-00 00:00:00', created_at = '0000-00-00 00:00:00' WHERE id = "
                    + stored.get(1).id());

            assertThat(Rows.claim(database, "a", 10, 1)).hasSize(3);
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
    class GroupsFailures extends FailureContract {
        GroupsFailures() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class KeepsEvents extends EventContract {
        KeepsEvents() {
            super(MariaDbDatabase.INSTANCE);
        }
    }

    @Nested
    class Reads extends ReadContract {
        Reads() {
            super(MariaDbDatabase.INSTANCE);
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

    @Nested
    class ReadsWhatPeopleWrite extends HandWrittenContract {
        ReadsWhatPeopleWrite() {
            super(MariaDbDatabase.INSTANCE);
        }

        @Override
        List<String> strangeTimes() {
            return List.of("'9999-12-31 23:59:59.999999'");
        }

        @Test
        void a_pause_since_a_date_of_zeros_is_read_like_any_other() throws SQLException {
            database.commit(c -> {
                database.store().pauses().pause(c, TestDatabase.TABLE, "a", "ann", "x");
                return true;
            });
            database.execute("SET STATEMENT sql_mode = '' FOR UPDATE action_logs_paused SET since = '0000-00-00'");

            List<Pause> paused = database.commit(c -> database.store().pauses().paused(c, TestDatabase.TABLE));

            assertThat(paused).extracting(Pause::pattern).containsExactly("a");
        }

        @Test
        void invalid_dates_hold_up_none_of_the_rows_they_are_read_with() throws SQLException {
            List<Inserted> stored = Rows.publish(database, Collections.nCopies(3, Rows.due("a")));
            String dates = "SET end_at = '%1$s', created_at = '%1$s', updated_at = '%1$s', claimed_at = '%1$s'";
            List<String> none = List.of("0000-00-00 00:00:00", "2020-00-15 00:00:00", "2020-02-31 00:00:00");
            for (int i = 0; i < none.size(); i++) {
                database.execute("SET STATEMENT sql_mode = 'ALLOW_INVALID_DATES' FOR UPDATE action_logs "
                        + dates.replace("%1$s", none.get(i)) + " WHERE id = "
                        + stored.get(i).id());
            }

            List<ActionLog> listed =
                    database.commit(c -> database.store().queries().latest(c, TestDatabase.TABLE, null, 100));
            assertThat(listed).hasSize(3);
            assertThat(Rows.claim(database, "a", 10, 1)).hasSize(3);
        }
    }
}
