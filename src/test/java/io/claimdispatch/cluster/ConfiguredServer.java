package io.claimdispatch.cluster;

import io.claimdispatch.cluster.app.EndsWithItsParent;
import io.claimdispatch.cluster.xa.Notes;
import io.claimdispatch.container.TestWar;
import io.claimdispatch.servers.ShortLife;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.dmr.ModelNode;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A copy of the server to which all scripts of {@code wildfly-config} are applied, with the databases that they name. */
final class ConfiguredServer implements AutoCloseable {

    /** The scripts, in an order in which each finds what it needs. */
    static final List<String> ALL = List.of(
            "server",
            "h2",
            "h2-xa",
            "postgresql",
            "postgresql-xa",
            "mariadb",
            "mariadb-xa",
            "mysql",
            "mysql-xa",
            "batch-repository",
            "executor",
            "security",
            "jakarta-security");

    private final Path server = Path.of(System.getProperty("server.dir", "target/server"));
    private final Path directory =
            Path.of(System.getProperty("build.dir", "target"), "cluster").resolve("scripts");
    private final EmbeddedPostgres postgres;
    private final ServerNode node;

    private ConfiguredServer(EmbeddedPostgres postgres, String mariaDb) throws IOException {
        this.postgres = postgres;
        Map<String, String> environment = new HashMap<>(Map.of("NODE_ID", "scripts", "H2_PASSWORD", "of the tests"));
        environment.put("PG_URL", "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres");
        environment.put("MARIADB_URL", mariaDb);
        // nothing is there: its data sources are only looked at
        environment.put("MYSQL_URL", "jdbc:mysql://127.0.0.1:1/test");
        for (String database : List.of("PG", "MARIADB", "MYSQL")) {
            environment.put(database + "_USER", "app");
            environment.put(database + "_PASSWORD", "secret");
        }
        Trees.delete(directory);
        Path base = copy("running");
        Files.createDirectories(directory.resolve("attempts"));
        Map<String, String> settings = Map.of(
                "datasource", "java:jboss/datasources/PostgreSQLXA",
                "schema", "create",
                "executor", "java:jboss/ee/concurrency/executor/claim-dispatch",
                "concurrency", "64",
                "retry.initial-delay", "PT0S");
        node = new ServerNode(
                "scripts", server, base, directory.resolve("attempts"), settings, environment, WallClock.RIGHT);
    }

    /** The databases, and a server that is not started yet. */
    static ConfiguredServer create() throws Exception {
        EmbeddedPostgres postgres = EmbeddedPostgres.builder()
                .setServerConfig("max_prepared_transactions", "20")
                .start();
        try (var connection = postgres.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE USER app PASSWORD 'secret'");
            statement.execute("GRANT ALL ON SCHEMA public TO app");
        }
        ConfiguredServer created = new ConfiguredServer(postgres, TestMariaDb.start("app", "secret"));
        Files.writeString(created.script(), all());
        return created;
    }

    private static String all() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String name : ALL) {
            all.append(Files.readString(Cli.SCRIPTS.resolve(name + ".cli")));
        }
        return all.toString();
    }

    ServerNode node() {
        return node;
    }

    EmbeddedPostgres postgres() {
        return postgres;
    }

    /** Starts with an application that needs nothing. */
    void start() throws IOException {
        deployable(ShrinkWrap.create(WebArchive.class).addAsWebResource(new StringAsset("empty"), "index.html"));
        node.start();
        node.awaitReady();
    }

    /** Starts again, with the application that uses what is configured. */
    void restart() throws IOException, InterruptedException {
        node.stop();
        deployable(TestWar.plain("cluster", Map.of())
                .addPackage(Notes.class.getPackage())
                .addClass(EndsWithItsParent.class)
                .addAsWebResource(new StringAsset("for operators"), "operators/index.html")
                .addAsWebResource(new StringAsset("for those who act"), "commands/index.html")
                .addAsWebInfResource(
                        new StringAsset("<jboss-web><security-domain>claim-dispatch</security-domain></jboss-web>"),
                        "jboss-web.xml")
                .setWebXML("cluster/operators-web.xml"));
        node.start();
        node.awaitReady();
    }

    private void deployable(WebArchive application) {
        application
                .as(ZipExporter.class)
                .exportTo(
                        directory
                                .resolve("running")
                                .resolve("deployments")
                                .resolve(ServerNode.APPLICATION)
                                .toFile(),
                        true);
    }

    /** Applies all scripts to the running server, and returns its configuration. */
    String applyOnline() throws IOException, InterruptedException {
        Cli.online(server, node.managementPort(), script(), directory.resolve("online.log"));
        return configuration("running");
    }

    /** Applies all scripts to another copy, with no server running, and returns the configuration. */
    String applyOffline() throws IOException, InterruptedException {
        Path offline = directory.resolve("offline.cli");
        if (!Files.exists(offline)) {
            copy("stopped");
        }
        Files.writeString(offline, "embed-server\n" + all());
        Cli.offline(server, directory.resolve("stopped"), offline, directory.resolve("offline.log"));
        return configuration("stopped");
    }

    /** What stands in the configuration now. */
    String configuration(String copy) throws IOException {
        return Files.readString(directory.resolve(copy).resolve("configuration").resolve("standalone.xml"));
    }

    /** What {@code wildfly-config} has for people who are to log in. */
    void addOperator(String name, String role, String password) throws IOException, InterruptedException {
        Path log = directory.resolve("operator.log");
        Path input = Files.writeString(directory.resolve("operator.txt"), password + "\n");
        ProcessBuilder builder = new ProcessBuilder(
                        "sh",
                        Cli.SCRIPTS.resolve("add-operator.sh").toString(),
                        name,
                        role,
                        "--controller=127.0.0.1:" + node.managementPort())
                .redirectInput(input.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_OPTS", String.join(" ", ShortLife.of(server)));
        builder.environment().put("JBOSS_HOME", server.toAbsolutePath().toString());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        Cli.awaitSuccess(builder.start(), log);
    }

    /** The result of an operation of WildFly's, at an address of pairs. */
    ModelNode ask(String operation, List<String> address, Map<String, String> parameters) throws IOException {
        ModelNode request = new ModelNode();
        request.get("operation").set(operation);
        request.get("address").setEmptyList();
        for (int i = 0; i < address.size(); i += 2) {
            request.get("address").add(address.get(i), address.get(i + 1));
        }
        parameters.forEach((name, value) -> request.get(name).set(value));
        return node.ask(request);
    }

    private Path script() {
        return directory.resolve("all.cli");
    }

    private Path copy(String name) throws IOException {
        Path base = directory.resolve(name);
        Files.createDirectories(directory);
        Trees.copy(server.resolve("standalone"), base);
        // of tests that ran on the server before this one was copied from it
        Trees.delete(base.resolve("log"));
        return base;
    }

    @Override
    public void close() throws IOException {
        if (node.isAlive()) {
            node.kill9();
        }
        postgres.close();
    }
}
