package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.cluster.app.AttemptFile;
import io.claimdispatch.cluster.app.EndsWithItsParent;
import io.claimdispatch.cluster.start.Everything;
import io.claimdispatch.cluster.start.OneBatchlet;
import io.claimdispatch.cluster.start.OneConnectionServlet;
import io.claimdispatch.cluster.start.OneConnectionWork;
import io.claimdispatch.cluster.start.Ticker;
import io.claimdispatch.container.TestWar;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * A WildFly that boots with an application whose start is refused, or before its database; its data source has one connection.
 * Unlike a deployment by command, one at the boot is not rolled back when it fails: its timer stays.
 */
class NodeStartIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** Seconds in which a start that was tried again would show. */
    private static final int TICKS = 5;

    private static final Path SERVER = Path.of(System.getProperty("server.dir", "target/server"));
    private static final Path ALL = Path.of(System.getProperty("build.dir", "target"), "cluster", "start");
    private static final Path CONFIGURED = ALL.resolve("configured");

    private static final String JOB = """
            <job id="one" xmlns="https://jakarta.ee/xml/ns/jakartaee" version="2.0">
              <step id="one"><batchlet ref="oneBatchlet"/></step>
            </job>
            """;

    private final Path directory = ALL.resolve("test");
    private final Path base = directory.resolve("node");
    private final HttpClient http = HttpClient.newHttpClient();
    private ClusterDatabase database;
    private ServerNode node;

    @BeforeAll
    static void configure() throws Exception {
        Trees.delete(ALL);
        Files.createDirectories(ALL);
        Trees.copy(SERVER.resolve("standalone"), CONFIGURED);
        // of tests that ran on the server before this one was copied from it
        Trees.delete(CONFIGURED.resolve("log"));
        Path script = ALL.resolve("one-connection.cli");
        Files.writeString(
                script,
                "embed-server --server-config=standalone.xml --std-out=echo\n"
                        + Files.readString(Cli.SCRIPTS.resolve("postgresql.cli"))
                        + "/subsystem=datasources/data-source=PostgreSQL:write-attribute(name=max-pool-size, value=1)\n"
                        + "/subsystem=deployment-scanner/scanner=default:write-attribute(name=scan-interval, value=500)\n"
                        + "stop-embedded-server\n");
        Cli.offline(SERVER, CONFIGURED, script, ALL.resolve("cli.log"));
        // of the command line itself
        Trees.delete(CONFIGURED.resolve("log"));
    }

    @BeforeEach
    void begin() throws Exception {
        Trees.delete(directory);
        Files.createDirectories(directory.resolve("attempts"));
        database = ClusterDatabase.start(directory.resolve("postgres"));
        Trees.copy(CONFIGURED, base);
        node = new ServerNode(
                "start",
                SERVER,
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

    @AfterEach
    void end() {
        if (node.isAlive()) {
            node.kill9();
        }
        database.close();
    }

    private static WebArchive application(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(Map.of("datasource", "java:jboss/datasources/PostgreSQL"));
        all.putAll(settings);
        return TestWar.of("cluster", all, AttemptFile.class, EndsWithItsParent.class)
                .addClasses(Everything.class, OneBatchlet.class, OneConnectionServlet.class, OneConnectionWork.class)
                .addAsWebInfResource(new StringAsset(JOB), "classes/META-INF/batch-jobs/one.xml");
    }

    private void put(WebArchive application, String name) {
        application
                .as(ZipExporter.class)
                .exportTo(base.resolve("deployments").resolve(name).toFile(), true);
    }

    private String ask(String what) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(node.uri().resolve("one?do=" + what))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    private List<String> attempts() throws IOException {
        Path file = node.boot().attempts();
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    private long ended(String type) throws IOException {
        return attempts().stream()
                .filter(line -> line.startsWith("END") && line.endsWith(type))
                .count();
    }

    private long ticks() throws IOException {
        Path file = Path.of(node.boot().attempts() + ".ticks");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    private List<String> linesOfOurs() throws IOException {
        return Files.readAllLines(node.log()).stream()
                .filter(line -> line.matches("(?i).*claim-?dispatch.*|.*CLAIM\\d.*|.*ClaimTimer.*|.*ClaimNode.*"))
                .toList();
    }

    @Test
    void everything_works_with_one_connection() throws Exception {
        put(application(Map.of()), ServerNode.APPLICATION);
        node.start();
        node.awaitReady();

        assertThat(ask("everything")).isEqualTo("done");
        for (String type : List.of("one.plain", "one.transactional", "one.atomic")) {
            assertThat(ask(type)).isEqualTo("done");
        }

        await().atMost(SOON).until(() -> ended("one.last") == 1);
        await().atMost(SOON)
                .until(() -> database.number("SELECT count(*) FROM action_logs WHERE state = 'PROCESSED'") == 4);
        assertThat(database.number("SELECT coalesce(sum(fail_count), 0) FROM action_logs"))
                .isZero();
        assertThat(Files.readString(node.log())).doesNotContain("IJ000655", "IJ000453");
    }

    @Test
    void a_server_that_boots_before_its_database_deploys_the_application_which_claims_by_itself_later()
            throws Exception {
        put(application(Map.of()), ServerNode.APPLICATION);
        database.stop();
        node.start();
        node.awaitReady();

        assertThat(ask("state")).startsWith("WAITING since ").contains("CLAIM0103");
        assertThat(ask("one.plain")).startsWith("CLAIM0103");
        database.startAgain();

        await().atMost(SOON).until(() -> ask("state").startsWith("RUNNING since "));
        assertThat(ask("one.plain")).isEqualTo("done");
        await().atMost(SOON).until(() -> ended("one.plain") == 1);
        assertThat(linesOfOurs().stream().filter(line -> line.contains("WARN") && line.contains("CLAIM0103")))
                .hasSize(1);
        assertThat(linesOfOurs().stream().filter(line -> line.contains("CLAIM0123")))
                .hasSize(1);
    }

    /** It is WildFly's service of the repository that is not tried again; its batch runtime needs it. */
    @Test
    void with_its_batch_repository_in_that_database_all_but_batch_jobs_run_and_those_do_after_a_reload()
            throws Exception {
        keepBatchExecutionsInThatDatabase();
        put(application(Map.of()), ServerNode.APPLICATION);
        database.stop();
        node.start();
        node.awaitReady();
        assertThat(ask("state")).startsWith("WAITING since ").contains("CLAIM0103");
        assertThat(Files.readString(node.log())).contains("WFLYBATCH000011");

        database.startAgain();

        await().atMost(SOON).until(() -> ask("state").startsWith("RUNNING since "));
        assertThat(ask("one.plain")).isEqualTo("done");
        await().atMost(SOON).until(() -> ended("one.plain") == 1);
        assertThat(ask("one.batch")).isEqualTo("done");
        await().atMost(SOON).until(() -> batchRows("fail_count > 0 AND errors LIKE '%WFLYBATCH000004%'") == 1);

        node.reload();

        await().atMost(SOON).until(() -> batchRows("state = 'PROCESSED'") == 1);
    }

    private long batchRows(String condition) throws Exception {
        return database.number("SELECT count(*) FROM action_logs WHERE type = 'one.batch' AND " + condition);
    }

    private void keepBatchExecutionsInThatDatabase() throws Exception {
        Path script = directory.resolve("batch-repository.cli");
        Files.writeString(
                script,
                "embed-server --server-config=standalone.xml --std-out=echo\n"
                        + Files.readString(Cli.SCRIPTS.resolve("batch-repository.cli"))
                                .replace("H2File", "PostgreSQL")
                        + "/subsystem=datasources/data-source=PostgreSQL:write-attribute(name=max-pool-size, value=5)\n"
                        + "stop-embedded-server\n");
        Cli.offline(SERVER, base, script, directory.resolve("batch-repository.log"));
        Trees.delete(base.resolve("log"));
    }

    @ParameterizedTest
    @CsvSource({"limit, many", "calendar, hour=25", "datasource, java:jboss/datasources/Nowhere", "tables, missing_logs"
    })
    void after_a_start_that_was_refused_nothing_ticks_and_the_corrected_application_runs_each_row_once(
            String setting, String value) throws Exception {
        put(application(Map.of(setting, value)), ServerNode.APPLICATION);
        node.start();
        node.awaitFailed();
        put(ShrinkWrap.create(WebArchive.class, "ticker.war").addClass(Ticker.class), "ticker.war");
        Files.writeString(base.resolve("deployments/ticker.war.dodeploy"), "");
        await().atMost(SOON).until(() -> ticks() > 0);
        // it ticks before the server has ended its deployment by telling once more which services there are not
        await().atMost(SOON).until(() -> Files.exists(base.resolve("deployments/ticker.war.deployed")));
        database.execute("INSERT INTO action_logs (type, payload, end_at)"
                + " SELECT 'one.last', '{}', now() FROM generate_series(1, 20)");
        List<String> before = linesOfOurs();
        long begin = ticks();

        await().atMost(SOON).until(() -> ticks() >= begin + TICKS);

        assertThat(linesOfOurs()).isEqualTo(before);
        assertThat(attempts()).isEmpty();

        put(application(Map.of()), ServerNode.APPLICATION);
        Files.deleteIfExists(base.resolve("deployments").resolve(ServerNode.APPLICATION + ".failed"));
        node.redeploy();
        await().atMost(SOON).until(() -> ended("one.last") == 20);
        await().atMost(SOON)
                .until(() -> database.number("SELECT count(*) FROM action_logs WHERE state = 'PROCESSED'") == 20);
        assertThat(attempts()).as("a begin and an end of each").hasSize(40);
    }
}
