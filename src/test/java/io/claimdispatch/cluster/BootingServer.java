package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.AttemptFile;
import io.claimdispatch.cluster.app.EndsWithItsParent;
import io.claimdispatch.cluster.start.Everything;
import io.claimdispatch.cluster.start.OneBatchlet;
import io.claimdispatch.cluster.start.OneConnectionServlet;
import io.claimdispatch.cluster.start.OneConnectionWork;
import io.claimdispatch.container.TestWar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A WildFly whose applications are there when it boots, and its PostgreSQL. */
final class BootingServer implements AutoCloseable {

    private static final String JOB = """
            <job id="one" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
              <step id="one"><batchlet ref="oneBatchlet"/></step>
            </job>
            """;

    private final Path base;
    private final ClusterDatabase database;
    private final ServerNode node;

    private BootingServer(Path server, Path directory, ClusterDatabase database) {
        this.base = directory.resolve("node");
        this.database = database;
        this.node = new ServerNode(
                "start",
                server,
                base,
                directory.resolve("attempts"),
                Map.of(),
                Map.of(
                        "PG_URL",
                        "jdbc:postgresql://127.0.0.1:" + database.port() + "/postgres",
                        "PG_USER",
                        "postgres",
                        "PG_PASSWORD",
                        "postgres"),
                WallClock.RIGHT);
    }

    /**
     * The database, and a server that is not started yet.
     *
     * @param name of the directory below {@code target/cluster}
     */
    static BootingServer create(String name, ServerTemplate template)
            throws IOException, InterruptedException, SQLException {
        Path server = Path.of(System.getProperty("server.dir", "target/server"));
        Path all = Path.of(System.getProperty("build.dir", "target"), "cluster");
        Path configured = template.in(all, server);
        Path directory = all.resolve(name);
        Trees.delete(directory);
        Files.createDirectories(directory.resolve("attempts"));
        Trees.copy(configured, directory.resolve("node"));
        return new BootingServer(server, directory, ClusterDatabase.start(directory.resolve("postgres")));
    }

    /** An application that writes to that database. */
    static WebArchive application(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("datasource", "java:jboss/datasources/PostgreSQL"));
        all.putAll(settings);
        return TestWar.plain("cluster", all, AttemptFile.class, EndsWithItsParent.class)
                .addClasses(Everything.class, OneBatchlet.class, OneConnectionServlet.class, OneConnectionWork.class)
                .addAsWebInfResource(new StringAsset(JOB), "classes/META-INF/batch-jobs/one.xml");
    }

    /** Puts it where the server finds it. */
    void put(WebArchive application, String name) {
        application
                .as(ZipExporter.class)
                .exportTo(base.resolve("deployments").resolve(name).toFile(), true);
    }

    ServerNode node() {
        return node;
    }

    ClusterDatabase database() {
        return database;
    }

    /** What tasks have noted. */
    List<String> attempts() throws IOException {
        Path file = node.boot().attempts();
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** How many tasks of a type have noted their end. */
    long ended(String type) throws IOException {
        return attempts().stream()
                .filter(line -> line.startsWith("END") && line.endsWith(type))
                .count();
    }

    List<String> linesOfOurs() throws IOException {
        return Files.readAllLines(node.log()).stream()
                .filter(line -> line.matches("(?i).*claim-?dispatch.*|.*CLAIM\\d.*|.*ClaimTimer.*|.*ClaimNode.*"))
                .toList();
    }

    @Override
    public void close() {
        if (node.isAlive()) {
            node.kill9();
        }
        database.close();
    }
}
