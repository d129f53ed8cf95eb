package io.claimdispatch.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The PostgreSQL of the tests, but as durable as in production. All contenders of a case share it. */
final class PostgreSqlServer implements AutoCloseable {

    /** What is reported: it decides about speed and durability. */
    private static final List<String> SETTINGS = List.of(
            "server_version",
            "fsync",
            "synchronous_commit",
            "full_page_writes",
            "wal_sync_method",
            "shared_buffers",
            "max_wal_size",
            "autovacuum");

    private final EmbeddedPostgres server;
    private final long pid;

    PostgreSqlServer(Path data) throws IOException {
        server = EmbeddedPostgres.builder()
                .setDataDirectory(data)
                .setCleanDataDirectory(true)
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("full_page_writes", "on")
                .start();
        pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }

    String url() {
        return server.getJdbcUrl("postgres", "postgres");
    }

    /** Of its first process. */
    long pid() {
        return pid;
    }

    /** Fails if a commit would not be on disk when it is answered. */
    Map<String, String> settings() throws SQLException {
        Map<String, String> settings = new LinkedHashMap<>();
        try (Connection connection = DriverManager.getConnection(url());
                Statement statement = connection.createStatement()) {
            for (String name : SETTINGS) {
                try (ResultSet rows = statement.executeQuery("SHOW " + name)) {
                    rows.next();
                    settings.put(name, rows.getString(1));
                }
            }
        }
        for (String durable : List.of("fsync", "synchronous_commit", "full_page_writes")) {
            if (!"on".equals(settings.get(durable))) {
                throw new IllegalStateException(durable + " is " + settings.get(durable));
            }
        }
        return settings;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
