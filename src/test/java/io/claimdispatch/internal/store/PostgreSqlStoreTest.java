package io.claimdispatch.internal.store;

import io.claimdispatch.internal.store.upkeep.Mended;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.Nested;

class PostgreSqlStoreTest {

    @Nested
    class Inserts extends InsertContract {
        Inserts() {
            super(PostgreSqlDatabase.INSTANCE);
        }

        @Override
        String insertByHand() {
            return "INSERT INTO action_logs (type, payload, end_at) VALUES ('byhand', '{}', now())";
        }
    }

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class SkipsLocked extends SkipLockedContract {
        SkipsLocked() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class Completes extends CompletionContract {
        Completes() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        Leases() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class FindsTypes extends TypesContract {
        FindsTypes() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class KeepsTime extends TimeContract {
        KeepsTime() {
            super(PostgreSqlDatabase.INSTANCE);
        }

        @Override
        String asUtcText(String column) {
            return "to_char(" + column + " AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SS.US')";
        }
    }

    @Nested
    class Schemas extends SchemaContract {
        Schemas() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class GroupsFailures extends FailureContract {
        GroupsFailures() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class KeepsEvents extends EventContract {
        KeepsEvents() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class Reads extends ReadContract {
        Reads() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class Operates extends OperateContract {
        Operates() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class Pauses extends PauseContract {
        Pauses() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class Prunes extends PruneContract.Skipping {
        Prunes() {
            super(PostgreSqlDatabase.INSTANCE);
        }
    }

    @Nested
    class ReadsWhatPeopleWrite extends HandWrittenContract {
        ReadsWhatPeopleWrite() {
            super(PostgreSqlDatabase.INSTANCE);
        }

        @Override
        List<String> strangeTimes() {
            return List.of("'infinity'", "'-infinity'", "'4713-01-01 00:00:00 BC'", "'294276-12-31 23:59:59'");
        }

        /** No index has the state, so that a claim does not see rows with a token or set aside. */
        @Override
        Mended walk() throws SQLException {
            return database.commit(c -> database.store()
                    .handWritten()
                    .mendStretch(c, TestDatabase.TABLE, Long.MIN_VALUE, null, "mender", 4712, Rows.LEASE));
        }
    }
}
