package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class EntityTest {

    @Nested
    class OnH2 extends EntityContract {
        OnH2() {
            super(Databases.H2);
        }

        @Test
        void a_single_publish_is_the_draw_of_its_id_and_one_insert() throws Exception {
            Node node = byHand(node());
            publishNow(node, "warm");
            database.execute("SET QUERY_STATISTICS TRUE");
            try {
                publishNow(node, "work");

                assertThat(database.query("SELECT SQL_STATEMENT || ' x ' || EXECUTION_COUNT"
                                + " FROM INFORMATION_SCHEMA.QUERY_STATISTICS"
                                + " WHERE LOWER(SQL_STATEMENT) LIKE '%action_logs%'"))
                        .hasSize(2)
                        .allMatch(each -> String.valueOf(each).endsWith(" x 1"))
                        .anyMatch(each -> String.valueOf(each).startsWith("INSERT INTO action_logs"))
                        .anyMatch(each -> String.valueOf(each).startsWith("SELECT NEXT VALUE FOR action_logs_seq"));
            } finally {
                database.execute("SET QUERY_STATISTICS FALSE");
            }
        }
    }

    @Nested
    class OnPostgreSql extends EntityContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }
    }

    @Nested
    class OnMariaDb extends EntityContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }
    }

    @Nested
    class OnDerby extends EntityContract {
        OnDerby() {
            super(Databases.DERBY);
        }
    }
}
