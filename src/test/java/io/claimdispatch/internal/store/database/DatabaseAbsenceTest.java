package io.claimdispatch.internal.store.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.io.EOFException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLRecoverableException;
import java.sql.SQLTransientConnectionException;
import java.util.List;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
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
    void a_database_that_is_not_there_yet_is_waited_for(String state, int code, String what) {
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
            08006 | 0     | PostgreSQL: The hostname db could not be verified by hostnameverifier PgjdbcHostnameVerifier.
            08006 | 0     | PostgreSQL: ホスト名 db は、hostnameverifier PgjdbcHostnameVerifier で検証できませんでした。
            08006 | 0     | PostgreSQL: Could not open SSL root certificate file /etc/no-such.crt.
            08001 | 0     | PostgreSQL: Invalid sslmode value: banana
            08001 | 0     | PostgreSQL: Invalid gssEncMode value: banana
            08000 | 0     | MariaDB: Trying to connect with ssl, but ssl not enabled in the server
            08000 | 0     | MariaDB: Initialization command fail: Unknown system variable 'nonsense'
            90062 | 90062 | H2: Error while creating file
            42P01 | 0     | a statement that is wrong
            """)
    void a_mistake_is_not_waited_for_even_if_other_exceptions_wrap_it(String state, int code, String what) {
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

    static Stream<Exception> mistaken() {
        return Stream.of(
                new FileNotFoundException("/etc/no-such.crt (No such file or directory)"),
                new NoSuchFileException("/etc/no-such.crt"),
                new NotDirectoryException("/etc/file/below"),
                new AccessDeniedException("/etc/secret.key"),
                new ClassNotFoundException("com.example.NoSuchSocketFactory"),
                new SSLPeerUnverifiedException("DNS host name not present in the certificate"),
                new SSLHandshakeException("Received fatal alert: handshake_failure"));
    }

    @ParameterizedTest
    @MethodSource("mistaken")
    void a_wrong_name_in_a_setting_is_a_mistake(Exception cause) {
        assertThat(DatabaseAbsence.isIn(new SQLException("who knows", "08006", cause)))
                .isFalse();
    }

    static Stream<Exception> brokenMeanwhile() {
        return Stream.of(
                (Exception)
                        new SSLHandshakeException("Remote host terminated the handshake").initCause(new EOFException()),
                (Exception) new SSLHandshakeException("broken").initCause(new SocketException("Connection reset")));
    }

    @ParameterizedTest
    @MethodSource("brokenMeanwhile")
    void a_handshake_that_ends_in_the_middle_is_waited_for(Exception cause) {
        assertThat(DatabaseAbsence.isIn(new SQLException("SSL error", "08006", cause)))
                .isTrue();
    }

    @Test
    void a_session_whose_first_statements_fail_since_the_server_goes_is_waited_for() {
        SQLException broken = new SQLException("Connection reset", "08000", new SocketException("Connection reset"));

        assertThat(DatabaseAbsence.isIn(new SQLException("Initialization command fail: reset", "08000", broken)))
                .isTrue();
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
    void what_oracles_driver_calls_recoverable_is_waited_for_whatever_its_state() {
        String starting = "ORA-01033: ORACLE initialization or shutdown in progress";
        String password = "ORA-01017: invalid username/password; logon denied";

        assertThat(DatabaseAbsence.isIn(new SQLRecoverableException(starting, "66000", 1033)))
                .isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLException(password, "72000", 1017)))
                .isFalse();
    }

    @Test
    void connection_exceptions_of_jdbc_and_of_the_network_are_waited_for() {
        assertThat(DatabaseAbsence.isIn(new SQLTransientConnectionException("no connection is free")))
                .isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLNonTransientConnectionException("closed")))
                .isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLException("outer", new ConnectException("Connection refused"))))
                .isTrue();
        assertThat(DatabaseAbsence.isIn(new SQLException("who knows"))).isFalse();
    }

    @ParameterizedTest
    @EachDatabase({Databases.POSTGRESQL, Databases.MARIADB})
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
    void the_drivers_errors_for_a_wrong_password_or_database_are_not_waited_for() throws Exception {
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

    @Test
    void the_drivers_errors_for_a_wrong_setting_are_not_waited_for(@TempDir Path folder) throws Exception {
        String postgreSql = "jdbc:postgresql://127.0.0.1:" + Databases.POSTGRESQL.port() + "/postgres?user=postgres&";
        String mariaDb = "jdbc:mariadb://127.0.0.1:" + Databases.MARIADB.port() + "/?user=root&";
        Path file = Files.createFile(folder.resolve("file"));

        assertThat(List.of(
                        postgreSql + "sslmode=banana",
                        postgreSql + "gssEncMode=banana",
                        postgreSql + "sslmode=verify-full",
                        postgreSql + "socketFactory=com.example.NoSuchFactory",
                        mariaDb + "sslMode=verify-full",
                        mariaDb + "sslMode=verify-full&serverSslCert=/no/such.crt",
                        mariaDb + "sessionVariables=nonsense=1",
                        mariaDb + "initSql=nonsense",
                        "jdbc:h2:file:" + file + "/below/it;TRACE_LEVEL_FILE=0"))
                .allSatisfy(url -> {
                    SQLException failure = failure(() -> DriverManager.getConnection(url));
                    assertThat(DatabaseAbsence.isIn(failure))
                            .as(failure.toString())
                            .isFalse();
                });
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
