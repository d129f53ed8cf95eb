package io.claimdispatch.internal.store;

import java.util.List;
import org.junit.jupiter.api.Nested;

/** MySQL's DDL and statements, as far as a MariaDB can run them: there is no MySQL to be had in a build. */
class MySqlStatementsTest {

    @Nested
    class Inserts extends InsertContract {
        Inserts() {
            super(MySqlStatements.INSTANCE);
        }

        @Override
        String insertByHand() {
            return "INSERT INTO action_logs (type, payload, end_at) VALUES ('byhand', '{}', UTC_TIMESTAMP())";
        }

        /** MariaDB maps MySQL's collation to one of its own, which ignores trailing blanks. */
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
            super(MySqlStatements.INSTANCE);
        }
    }

    @Nested
    class Completes extends CompletionContract {
        Completes() {
            super(MySqlStatements.FIRST_KEY_ONLY);
        }
    }

    @Nested
    class Leases extends LeaseContract {
        Leases() {
            super(MySqlStatements.INSTANCE);
        }
    }

    @Nested
    class GroupsFailures extends FailureContract {
        GroupsFailures() {
            super(MySqlStatements.INSTANCE);
        }
    }

    @Nested
    class KeepsEvents extends EventContract {
        KeepsEvents() {
            super(MySqlStatements.INSTANCE);
        }
    }

    @Nested
    class Reads extends ReadContract {
        Reads() {
            super(MySqlStatements.INSTANCE);
        }
    }

    @Nested
    class Operates extends OperateContract {
        Operates() {
            super(MySqlStatements.INSTANCE);
        }
    }

    @Nested
    class Pauses extends PauseContract {
        Pauses() {
            super(MySqlStatements.INSTANCE);
        }
    }

    @Nested
    class Prunes extends PruneContract.Skipping {
        Prunes() {
            super(MySqlStatements.INSTANCE);
        }
    }
}
