package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.PostgreSqlDatabase;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class GrantsTest {

    @Nested
    class OnPostgreSql extends GrantsContract {
        OnPostgreSql() {
            super(Databases.POSTGRESQL, "PostgreSQL");
        }

        @Override
        Connection connect() throws SQLException {
            return PostgreSqlDatabase.INSTANCE.connectAs(USER, PASSWORD);
        }

        @Override
        void createUser() throws SQLException {
            database.execute("CREATE ROLE shop LOGIN PASSWORD 'shop'");
            database.execute("CREATE ROLE feeder LOGIN PASSWORD 'feeder'");
        }

        @Override
        void dropUser() throws SQLException {
            PostgreSqlDatabase.INSTANCE.endSessionsOf(USER);
            database.execute("DROP OWNED BY shop, feeder");
            database.execute("DROP ROLE shop, feeder");
        }

        @Test
        void a_program_that_only_feeds_in_rows_can_do_that_and_nothing_else() throws Exception {
            grant("PostgreSQL, to feed in rows");
            running(granted());
            try (Connection feeder = DriverManager.getConnection(
                            "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres", "feeder", "feeder");
                    Statement statement = feeder.createStatement()) {
                statement.execute("INSERT INTO action_logs (type, payload, end_at) VALUES ('work', '{}', now())");
                for (String more : List.of(
                        "SELECT payload FROM action_logs",
                        "UPDATE action_logs SET payload = '1'",
                        "DELETE FROM action_logs",
                        "INSERT INTO action_logs (type, payload, end_at, state) VALUES ('work', '{}', now(), 'DEAD')",
                        "INSERT INTO action_logs_paused (pattern, who, why, since) VALUES ('*', 'a', 'b', now())")) {
                    assertThatThrownBy(() -> statement.execute(more)).as(more).isInstanceOf(SQLException.class);
                }
            }

            untilStates("PROCESSED 1");
        }
    }

    @Nested
    class OnMariaDb extends GrantsContract {
        OnMariaDb() {
            super(Databases.MARIADB, "MariaDB");
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:mariadb://localhost:" + database.port() + "/contract", USER, PASSWORD);
        }

        /** The server of the tests starts without rights; from then on it has them, and its administrator no password. */
        @Override
        void createUser() throws SQLException {
            try (Connection root = database.connect();
                    Statement statement = root.createStatement()) {
                statement.execute("FLUSH PRIVILEGES");
                statement.execute("ALTER USER root@localhost IDENTIFIED VIA mysql_native_password USING PASSWORD('')");
                // whom it would take for all others from this machine
                statement.execute("DROP USER IF EXISTS ''@localhost");
                statement.execute("CREATE USER shop IDENTIFIED BY 'shop'");
            }
        }

        @Override
        void dropUser() throws SQLException {
            database.execute("DROP USER shop");
        }
    }

    @Nested
    class OnH2 extends GrantsContract {
        OnH2() {
            super(Databases.H2, "H2");
        }

        @Override
        Connection connect() throws SQLException {
            return DriverManager.getConnection("jdbc:h2:mem:contract;LOCK_TIMEOUT=20000", USER, PASSWORD);
        }

        @Override
        void createUser() throws SQLException {
            database.execute("CREATE USER shop PASSWORD 'shop'");
        }

        @Override
        void dropUser() throws SQLException {
            database.execute("DROP USER shop");
        }
    }

    /** It knows rights only in a database that asks for them, and that one is this test's own. */
    @Nested
    class OnDerby extends GrantsContract {

        private static final String URL = "jdbc:derby:memory:grants";

        OnDerby() {
            super(Databases.DERBY, "Derby");
        }

        @Override
        Connection connect() throws SQLException {
            Connection connection = DriverManager.getConnection(URL, USER, PASSWORD);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SET SCHEMA keeper");
            }
            return connection;
        }

        @Override
        Connection connectAsOwner() throws SQLException {
            return DriverManager.getConnection(URL, "keeper", "keeper");
        }

        @Override
        void createUser() throws SQLException {
            try (Connection owner = DriverManager.getConnection(URL + ";create=true", "keeper", "keeper");
                    Statement statement = owner.createStatement()) {
                statement.execute(
                        "CALL SYSCS_UTIL.SYSCS_SET_DATABASE_PROPERTY" + "('derby.database.sqlAuthorization', 'true')");
            }
            // it counts from the next start on
            end("shutdown");
            end(byHand(node().connections(this::connectAsOwner)));
        }

        @Override
        void dropUser() {
            end("drop");
        }

        private void end(String how) {
            assertThatThrownBy(() -> DriverManager.getConnection(URL + ";" + how + "=true", "keeper", "keeper"))
                    .isInstanceOfSatisfying(
                            SQLException.class, e -> assertThat(e.getSQLState()).isEqualTo("08006"));
        }
    }
}
