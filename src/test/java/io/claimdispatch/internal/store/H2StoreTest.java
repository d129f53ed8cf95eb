package io.claimdispatch.internal.store;

import java.util.List;
import org.junit.jupiter.api.Nested;

class H2StoreTest {

    @Nested
    class Inserts extends InsertContract {
        Inserts() {
            super(H2Database.INSTANCE);
        }

        @Override
        String insertByHand() {
            return "INSERT INTO action_logs (type, payload, end_at) VALUES ('byhand', '{}', CURRENT_TIMESTAMP)";
        }
    }

    @Nested
    class Claims extends ClaimContract {
        Claims() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class SkipsLocked extends SkipLockedContract {
        SkipsLocked() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class Completes extends CompletionContract {
        Completes() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        Leases() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class FindsTypes extends TypesContract {
        FindsTypes() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class KeepsTime extends TimeContract {
        KeepsTime() {
            super(H2Database.INSTANCE);
        }

        @Override
        String asUtcText(String column) {
            return "FORMATDATETIME(" + column + ", 'yyyy-MM-dd HH:mm:ss.SSSSSS', 'en', 'UTC')";
        }
    }

    @Nested
    class Schemas extends SchemaContract {
        Schemas() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class GroupsFailures extends FailureContract {
        GroupsFailures() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class KeepsEvents extends EventContract {
        KeepsEvents() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class Reads extends ReadContract {
        Reads() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class Operates extends OperateContract {
        Operates() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class Pauses extends PauseContract {
        Pauses() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class Prunes extends PruneContract.Skipping {
        Prunes() {
            super(H2Database.INSTANCE);
        }
    }

    @Nested
    class ReadsWhatPeopleWrite extends HandWrittenContract {
        ReadsWhatPeopleWrite() {
            super(H2Database.INSTANCE);
        }

        @Override
        List<String> strangeTimes() {
            return List.of(
                    "TIMESTAMP WITH TIME ZONE '99999-01-01 00:00:00+00'",
                    "TIMESTAMP WITH TIME ZONE '1000000000-12-31 23:59:59+00'",
                    "TIMESTAMP WITH TIME ZONE '-1000000-01-01 00:00:00+00'");
        }
    }
}
