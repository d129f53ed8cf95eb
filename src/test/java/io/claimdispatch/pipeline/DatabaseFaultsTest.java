package io.claimdispatch.pipeline;

import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Nested;

class DatabaseFaultsTest {

    @Nested
    class OnPostgreSql extends DatabaseFaultsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL);
        }

        @Override
        void fillTheDisk(String statement) throws SQLException {
            database.execute("""
                    CREATE OR REPLACE FUNCTION disk_full() RETURNS trigger LANGUAGE plpgsql AS $$
                    BEGIN
                        RAISE EXCEPTION 'could not extend file: no space left on device' USING ERRCODE = '53100';
                    END $$
                    """);
            database.execute("CREATE TRIGGER disk_full BEFORE " + statement
                    + " ON action_logs FOR EACH ROW EXECUTE FUNCTION disk_full()");
        }

        @Override
        void makeRoom() throws SQLException {
            database.execute("DROP TRIGGER IF EXISTS disk_full ON action_logs");
        }

        @Override
        void wins(Statement statement) throws SQLException {
            // whoever looks for a deadlock first is the one that ends it
            statement.execute("SET deadlock_timeout = '1h'");
        }
    }

    @Nested
    class OnMariaDb extends DatabaseFaultsContract {
        OnMariaDb() {
            super(Databases.MARIADB);
        }

        @Override
        void fillTheDisk(String statement) throws SQLException {
            database.execute("CREATE TRIGGER disk_full BEFORE " + statement
                    + " ON action_logs FOR EACH ROW SIGNAL SQLSTATE 'HY000'"
                    + " SET MYSQL_ERRNO = 1114, MESSAGE_TEXT = 'The table is full: no space left'");
        }

        @Override
        void makeRoom() throws SQLException {
            database.execute("DROP TRIGGER IF EXISTS disk_full");
        }

        @Override
        void wins(Statement statement) throws SQLException {
            // the one that has changed less is ended
            statement.execute("INSERT INTO action_logs (id, type, payload, end_at, state)"
                    + " SELECT -seq, 'outside', '{}', UTC_TIMESTAMP(6), 'DISCARDED' FROM seq_1_to_500");
        }
    }
}
