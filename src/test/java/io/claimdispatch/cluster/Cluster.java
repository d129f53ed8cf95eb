package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.EndsWithItsParent;
import io.claimdispatch.container.TestWar;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/**
 * A PostgreSQL and some servers on it, each with the same application. Everything lies below {@code target/cluster} and
 * stays there until the next run, logs and attempts included; what runs ends with {@link #close()}, or with this JVM.
 */
final class Cluster implements AutoCloseable {

    private final Path directory;
    private final Path server = Path.of(System.getProperty("server.dir", "target/server"));
    private final Path template;
    private final ClusterDatabase database;
    private final List<ServerNode> nodes = new ArrayList<>();

    private Cluster(Path directory, Path template, ClusterDatabase database) {
        this.directory = directory;
        this.template = template;
        this.database = database;
    }

    /**
     * Starts the database. Nodes are added by {@link #node}.
     *
     * @param name of the directory below {@code target/cluster}
     */
    static Cluster start(String name) throws IOException, InterruptedException, SQLException {
        Path all = Path.of(System.getProperty("build.dir", "target"), "cluster");
        Path template = ServerTemplate.CLUSTER.in(all, Path.of(System.getProperty("server.dir", "target/server")));
        Path directory = all.resolve(name);
        Trees.delete(directory);
        Files.createDirectories(directory.resolve("attempts"));
        ClusterDatabase database = ClusterDatabase.start(directory.resolve("postgres"));
        Effects.createTable(database);
        return new Cluster(directory, template, database);
    }

    /** Starts one more node whose clock is right, and does not wait for it. */
    ServerNode node(String name, int port, WebArchive application, Map<String, String> settings) throws IOException {
        return node(name, port, application, settings, WallClock.RIGHT);
    }

    /** One more node, which finds the database itself, and is not started yet. */
    ServerNode unstarted(String name, WebArchive application, Map<String, String> settings) throws IOException {
        return unstarted(name, database.port(), application, settings, WallClock.RIGHT);
    }

    /**
     * Starts one more node, and does not wait for it.
     *
     * @param port where it finds the database: its own port, or that of something in between
     * @param settings of claim-dispatch, without their prefix
     */
    ServerNode node(String name, int port, WebArchive application, Map<String, String> settings, WallClock clock)
            throws IOException {
        ServerNode node = unstarted(name, port, application, settings, clock);
        node.start();
        return node;
    }

    private ServerNode unstarted(
            String name, int port, WebArchive application, Map<String, String> settings, WallClock clock)
            throws IOException {
        Path base = directory.resolve(name);
        Trees.copy(template, base);
        application
                .addClass(EndsWithItsParent.class)
                .as(ZipExporter.class)
                .exportTo(base.resolve("deployments")
                        .resolve(ServerNode.APPLICATION)
                        .toFile());
        ServerNode node = new ServerNode(
                name,
                server,
                base,
                directory.resolve("attempts"),
                settings,
                Map.of(
                        "PG_URL", "jdbc:postgresql://127.0.0.1:" + port + "/postgres?ApplicationName=" + name,
                        "PG_USER", "postgres",
                        "PG_PASSWORD", "postgres",
                        "PG_SOCKET_TIMEOUT", "15"),
                clock);
        nodes.add(node);
        return node;
    }

    /** The application of the cluster tests. */
    static WebArchive application() {
        return TestWar.plain("cluster", Map.of())
                .addPackage(EndsWithItsParent.class.getPackage())
                .addAsResource("cluster/noting.xml", "META-INF/batch-jobs/noting.xml");
    }

    ClusterDatabase database() {
        return database;
    }

    List<ServerNode> nodes() {
        return List.copyOf(nodes);
    }

    /** What all boots of all nodes have noted so far. */
    Attempts attempts() throws IOException {
        return Attempts.of(nodes.stream().flatMap(node -> node.boots().stream()).toList());
    }

    /** Has a node publish so many rows in one transaction. */
    static void publish(ServerNode node, String type, int rows, int millis, int failures)
            throws IOException, InterruptedException {
        publish(node, List.of(type), rows, millis, failures);
    }

    /** The same, of these types by turns. */
    static void publish(ServerNode node, List<String> types, int rows, int millis, int failures)
            throws IOException, InterruptedException {
        ask(
                node,
                "publish?type=" + String.join("&type=", types) + "&rows=" + rows + "&millis=" + millis + "&failures="
                        + failures,
                "POST");
    }

    /** What a node takes for the time. */
    static Instant clock(ServerNode node) throws IOException, InterruptedException {
        return Instant.parse(ask(node, "clock", "GET"));
    }

    private static String ask(ServerNode node, String path, String method) throws IOException, InterruptedException {
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(node.uri().resolve(path))
                                .method(method, HttpRequest.BodyPublishers.noBody())
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(path + ": " + answer.body() + "\n" + node.lastOfTheLog());
        }
        return answer.body();
    }

    @Override
    public void close() {
        nodes.stream().filter(ServerNode::isAlive).forEach(ServerNode::kill9);
        database.close();
    }
}
