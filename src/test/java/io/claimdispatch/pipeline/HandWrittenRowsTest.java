package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.internal.store.Databases;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class HandWrittenRowsTest {

    @Nested
    class OnH2 extends HandWrittenRowsContract {
        OnH2() {
            super(Databases.H2);
        }
    }

    @Nested
    class OnPostgreSql extends HandWrittenRowsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }

        @Test
        void infinite_times_are_listed_as_the_nearest_that_can_be_stored() throws Exception {
            Node node = byHand(node());
            long infinite = publishNow(node, "work");
            long other = publishNow(node, "work");
            database.execute(
                    "UPDATE action_logs SET end_at = '-infinity', created_at = 'infinity', claimed_at = 'infinity',"
                            + " updated_at = '4713-01-01 00:00:00 BC' WHERE id = " + infinite);

            List<ActionLog> listed = node.actionLogs().latest(10);

            assertThat(listed).extracting(ActionLog::id).containsExactly(other, infinite);
            assertThat(listed.get(1).createdAt()).isEqualTo(Instant.parse("9999-12-31T00:00:00Z"));
            assertThat(listed.get(1).eligibleAt()).isEqualTo(Instant.parse("1000-01-01T00:00:00Z"));
        }
    }

    @Nested
    class OnMariaDb extends HandWrittenRowsContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends HandWrittenRowsContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }
}
