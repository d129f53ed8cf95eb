package io.claimdispatch.internal.store;

import java.sql.Timestamp;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Nested;

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
