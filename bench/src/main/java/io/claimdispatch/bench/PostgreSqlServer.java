package io.claimdispatch.bench;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The PostgreSQL of the tests, but as durable as in production. All contenders of a case share it. */
final class PostgreSqlServer implements DatabaseServer {

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
                .setServerConfig("max_connections", "400")
                .start();
        pid = Long.parseLong(
                Files.readAllLines(data.resolve("postmaster.pid")).get(0).strip());
    }

    private String url(String database) {
        return server.getJdbcUrl("postgres", database);
    }

    @Override
    public String newDatabase(String name) throws SQLException {
        DatabaseServer.execute(url("postgres"), "CREATE DATABASE " + name);
        return url(name);
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public Map<String, String> settings() throws SQLException {
        Map<String, String> settings = DatabaseServer.read(url("postgres"), "SHOW %s", SETTINGS);
        DatabaseServer.requireDurable(
                settings, Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on"));
        return settings;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
