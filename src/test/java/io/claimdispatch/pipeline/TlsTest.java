package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A connection to the database that is encrypted, and whose server is looked at: it is all in the URL. */
class TlsTest extends PipelineTest {

    private static final String ADDRESS = "127.0.0.1";

    @TempDir
    private static Path files;

    private static Certificate certificate;
    private static Certificate another;
    private static EmbeddedPostgres server;

    TlsTest() {
        super(Databases.POSTGRESQL);
    }

    @BeforeAll
    static void start() throws Exception {
        certificate = Certificate.of(files, ADDRESS);
        another = Certificate.of(Files.createDirectory(files.resolve("another")), ADDRESS);
        server = EmbeddedPostgres.builder()
                .setServerConfig("ssl", "on")
                .setServerConfig("ssl_cert_file", certificate.certificate().toString())
                .setServerConfig("ssl_key_file", certificate.key().toString())
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    private static Connection connect(String host, Path trusted) throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://" + host + ":" + server.getPort() + "/postgres?sslmode=verify-full&sslrootcert="
                        + trusted,
                "postgres",
                "postgres");
    }

    @Test
    void a_node_works_over_tls_and_each_of_its_connections_is_encrypted() {
        List<String> encrypted = new ArrayList<>();
        Node node = running(node().connections(() -> {
                    Connection connection = connect(ADDRESS, certificate.certificate());
                    synchronized (encrypted) {
                        encrypted.add(
                                text(connection, "SELECT ssl::text FROM pg_stat_ssl WHERE pid = pg_backend_pid()"));
                    }
                    return connection;
                })
                .on("work", row -> Job.task(() -> {})));

        long id = publishNow(node, "work");

        until(() -> node.actionLogs().find(id).orElseThrow().state() == ActionState.PROCESSED);
        synchronized (encrypted) {
            assertThat(encrypted).isNotEmpty().containsOnly("true");
        }
    }

    @Test
    void a_server_with_another_certificate_or_another_name_is_not_talked_to() {
        assertThatThrownBy(() -> connect(ADDRESS, another.certificate())).isInstanceOf(SQLException.class);
        assertThatThrownBy(() -> connect("localhost", certificate.certificate()))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("localhost");
    }

    @Test
    void a_tls_mistake_stops_the_deployment() {
        Path missing = files.resolve("no-such.crt");

        assertRefused(() -> connect("localhost", certificate.certificate()), "localhost");
        assertRefused(() -> connect(ADDRESS, another.certificate()), "PKIX");
        assertRefused(() -> connect(ADDRESS, missing), missing.toString());
    }

    private void assertRefused(ServerDataSource.Source connecting, String why) {
        assertThatThrownBy(() -> running(node().connections(connecting)))
                .hasStackTraceContaining("CLAIM0104")
                .hasStackTraceContaining(why);
    }

    private static String text(Connection connection, String query) throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(query)) {
            row.next();
            return row.getString(1);
        }
    }
}
