package io.claimdispatch.internal.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.security.cert.CertificateException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class DatabaseAbsenceTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            08001 | 0     | PostgreSQL: connection refused, or no such host
            08006 | 0     | PostgreSQL: broken while it was made
            57P03 | 0     | PostgreSQL: the database system is starting up
            57P01 | 0     | PostgreSQL: shut down meanwhile
            53300 | 0     | PostgreSQL: sorry, too many clients already
            55000 | 0     | PostgreSQL: the database does not accept connections
            08P01 | 0     | pgbouncer: query_wait_timeout
            08004 | 1040  | MariaDB: too many connections
            42000 | 1203  | MariaDB: this user has too many
            42000 | 1226  | MariaDB: this user has used up its connections
            08S01 | 1053  | MariaDB: shutting down
            HY000 | 1129  | MariaDB: the host is blocked after errors
            90067 | 90067 | H2: no server
            90020 | 90020 | H2: another process has the file
            90135 | 90135 | H2: exclusive mode
            XSDB6 | 45000 | Derby: another process has it
            """)
    void what_is_not_there_yet_is_waited_for(String state, int code, String what) {
        SQLException driver = new SQLException(what, state, code);

        assertThat(DatabaseAbsence.isIn(driver)).isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLException("a pool", new IllegalStateException("another", driver))))
                .as("as pools wrap it")
                .isTrue();
        assertThat(DatabaseAbsence.reason(new SQLException("a pool", driver))).isEqualTo(what);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            28P01 | 0     | PostgreSQL: password authentication failed
            28000 | 0     | PostgreSQL: no entry in pg_hba.conf, no such role
            3D000 | 0     | PostgreSQL: no such database
            57P04 | 0     | PostgreSQL: the database was dropped
            08004 | 0     | PostgreSQL's driver: an authentication that it does not know
            08P01 | 0     | pgbouncer: no such database: shop
            08P01 | 0     | pgbouncer: password authentication failed
            28000 | 1045  | MariaDB: access denied
            42000 | 1044  | MariaDB: access to the database denied
            42000 | 1049  | MariaDB: unknown database
            HY000 | 1130  | MariaDB: this host may not connect
            28000 | 28000 | H2: wrong user name or password
            90149 | 90149 | H2: no such database
            08004 | 40000 | Derby: authentication failed, or no such database
            XJ004 | 40000 | Derby: no such database
            42P01 | 0     | a statement that is wrong
            """)
    void a_mistake_is_not_waited_for_whatever_is_wrapped_around_it(String state, int code, String what) {
        SQLException driver = new SQLException(what, state, code);

        assertThat(DatabaseAbsence.isIn(driver)).isFalse();
        assertThat(DatabaseAbsence.isIn(new SQLException("a pool", driver))).isFalse();
        if (!state.equals("42P01")) {
            assertThat(DatabaseAbsence.isIn(new SQLTransientConnectionException("a pool", "08001", driver)))
                    .isFalse();
        }
    }

    @Test
    void a_certificate_that_is_not_trusted_is_a_mistake() {
        Exception handshake = new SSLHandshakeException("PKIX path building failed");
        handshake.initCause(new CertificateException("unable to find valid certification path"));

        assertThat(DatabaseAbsence.isIn(new SQLException("SSL error", "08006", handshake)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "IJ000655: No managed connections available within configured blocking timeout (30000 [ms])",
                "In-use connections equal max-pool-size and expired max-wait-time. Cannot allocate more connections.",
                "J2CA0045E: Connection not available while invoking method createOrWaitForConnection"
            })
    void the_words_of_a_pool_that_has_no_connection_free_are_known(String words) {
        assertThat(DatabaseAbsence.isIn(new SQLException("outer", new IllegalStateException(words))))
                .isTrue();
    }

    @Test
    void so_are_the_types_of_jdbc_and_of_the_network() {
        assertThat(DatabaseAbsence.isIn(new SQLTransientConnectionException("no connection is free")))
                .isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLNonTransientConnectionException("closed")))
                .isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLException("outer", new ConnectException("Connection refused"))))
                .isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLException("who knows"))).isFalse();
    }

    @ParameterizedTest
    @EnumSource(names = {"POSTGRESQL", "MARIADB"})
    void a_server_that_does_not_run_is_waited_for(Databases database) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }

        assertThat(DatabaseAbsence.isIn(failure(() -> database.connect(port)))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:h2:tcp://127.0.0.1:1/mem:none",
                "jdbc:derby://127.0.0.1:1/none",
                "jdbc:postgresql://no.such.host.invalid/postgres"
            })
    void what_the_drivers_say_of_a_server_that_cannot_be_reached_is_waited_for(String url) {
        assertThat(DatabaseAbsence.isIn(failure(() -> DriverManager.getConnection(url))))
                .isTrue();
    }

    @Test
    void what_the_drivers_say_of_a_wrong_password_or_database_is_not() throws Exception {
        String postgreSql = "jdbc:postgresql://127.0.0.1:" + Databases.POSTGRESQL.port() + "/";
        String mariaDb = "jdbc:mariadb://127.0.0.1:" + Databases.MARIADB.port() + "/";
        try (var kept = DriverManager.getConnection("jdbc:h2:mem:locked", "sa", "right")) {
            assertThat(kept.isValid(1)).isTrue();
            assertThat(DatabaseAbsence.isIn(
                            failure(() -> DriverManager.getConnection("jdbc:h2:mem:locked", "sa", "wrong"))))
                    .isFalse();
        }

        assertThat(DatabaseAbsence.isIn(
                        failure(() -> DriverManager.getConnection(postgreSql + "nowhere", "postgres", "postgres"))))
                .isFalse();
        assertThat(DatabaseAbsence.isIn(
                        failure(() -> DriverManager.getConnection(postgreSql + "postgres", "no-such-user", "wrong"))))
                .isFalse();
        assertThat(DatabaseAbsence.isIn(failure(() -> DriverManager.getConnection(mariaDb + "nowhere", "root", ""))))
                .isFalse();
        assertThat(DatabaseAbsence.isIn(failure(() -> DriverManager.getConnection("jdbc:derby:memory:none"))))
                .isFalse();
    }

    private interface Connecting {
        Object connect() throws SQLException;
    }

    private static SQLException failure(Connecting connecting) {
        try {
            throw new AssertionError("connected: " + connecting.connect());
        } catch (SQLException e) {
            return e;
        }
    }
}
