package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.container.server.PostgreSql;
import io.claimdispatch.container.server.Server;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.ddl.DdlDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Applications that are deployed before their database is there, and such as are refused; another one runs beside them. */
@ArquillianTest
@RunAsClient
class StartIT {

    private static final Duration SOON = Duration.ofSeconds(90);

    /** A table that is not there. */
    private static final String LATE = "late_logs";

    /** Ticks of the other application's timer, each of which finds a row. */
    private static final int TICKS = 3;

    private final HttpClient http = HttpClient.newHttpClient();

    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("other")
    URI other;

    @Deployment(name = "other", testable = false, order = 1)
    static WebArchive other() throws IOException {
        PostgreSql.start();
        return TestWar.plain("other", settings(Map.of()), PlainWork.class, StartServlet.class, LogServlet.class);
    }

    @Deployment(name = "waiting", managed = false, testable = false, order = 2)
    static WebArchive waiting() {
        return application("waiting", Map.of());
    }

    @Deployment(name = "password", managed = false, testable = false, order = 3)
    static WebArchive password() {
        return application("password", Map.of());
    }

    @Deployment(name = "name", managed = false, testable = false, order = 4)
    static WebArchive name() {
        return application("name", Map.of("datasource", "jdbc/Nowhere"));
    }

    /** What only the server's own parser refuses, after all else of the start. */
    @Deployment(name = "calendar", managed = false, testable = false, order = 5)
    static WebArchive calendar() {
        return application("calendar", Map.of("calendar", "hour=25"));
    }

    /** A mistake in the database, which can be found only once that is there. */
    @Deployment(name = "table", managed = false, testable = false, order = 6)
    static WebArchive table() {
        return application("table", Map.of("schema", "validate", "tables", LATE))
                .addClass(SecondLook.class);
    }

    private static WebArchive application(String name, Map<String, String> settings) {
        return TestWar.plain(name, settings(settings), ShortWork.class, StartServlet.class);
    }

    /** Without the wake-up only the timer finds anything. */
    private static Map<String, String> settings(Map<String, String> more) {
        Map<String, String> settings = new HashMap<>(
                Map.of("datasource", Server.current().postgreSql(), "schema", "create", "wake-up", "false"));
        settings.putAll(more);
        return settings;
    }

    @AfterEach
    void letIn() throws IOException {
        PostgreSql.start();
        PostgreSql.knowPassword(true);
    }

    @Test
    void an_application_waits_for_its_database_says_so_and_claims_by_itself_once_it_is_there() throws Exception {
        Path file = Files.createTempFile("waiting", ".txt");
        PostgreSql.stop();
        deployer.deploy("waiting");
        try {
            assertThat(state("waiting")).startsWith("WAITING since ").contains("CLAIM0103");
            assertThat(publish("waiting", "short.waiting", file)).isEqualTo("CLAIM0103");

            PostgreSql.start();

            await().atMost(SOON).until(() -> state("waiting").startsWith("RUNNING since "));
            await().atMost(SOON)
                    .until(() -> publish("waiting", "short.waiting", file).equals("published"));
            await().atMost(SOON).until(() -> ran(file) == 1);
        } finally {
            deployer.undeploy("waiting");
        }
    }

    @ParameterizedTest
    // of what an EJB says, some servers tell only their log: of the calendar there is no text to expect
    @CsvSource({"password, CLAIM0104", "name, CLAIM0024", "calendar,"})
    void a_start_that_is_refused_fails_the_deployment_and_nothing_ticks_afterwards(
            String application, @Nullable String error) throws Exception {
        Path file = Files.createTempFile("refused", ".txt");
        PostgreSql.knowPassword(!application.equals("password"));

        Throwable failure = catchThrowable(() -> deployer.deploy(application));

        assertThat(failure).isNotNull();
        if (error != null) {
            assertThat(Server.current().told(failure)).contains(error);
        }
        assertThat(state(application))
                .as("an application that was refused answers nothing")
                .doesNotContainPattern("[A-Z]{7} since ");
        PostgreSql.knowPassword(true);
        Path ticks = Files.createTempFile("ticks", ".txt");
        await().atMost(SOON).until(() -> publish("other", "short.refused", file).equals("published"));
        awaitTicks(ticks);
        assertThat(ran(file))
                .as("only an application that was refused could run it")
                .isZero();

        // the same application as before, if it needs no change in itself
        String corrected = application.equals("password") ? "password" : "waiting";
        deployer.deploy(corrected);
        try {
            await().atMost(SOON).until(() -> ran(file) == 1);
            assertThat(publish(corrected, "plain.ticks", ticks)).isEqualTo("published");
            await().atMost(SOON).until(() -> ran(ticks) == TICKS + 1);
            assertThat(ran(file)).isEqualTo(1);
        } finally {
            deployer.undeploy(corrected);
        }
    }

    @Test
    void a_mistake_found_after_the_wait_is_reported_and_checked_again_until_the_application_can_start()
            throws Exception {
        Path file = Files.createTempFile("table", ".txt");
        int before = log().size();
        PostgreSql.stop();
        deployer.deploy("table");
        try {
            assertThat(state("table")).startsWith("WAITING since ").contains("CLAIM0103");

            PostgreSql.start();

            await().atMost(SOON).until(() -> state("table").startsWith("REFUSED since "));
            assertThat(state("table")).contains("CLAIM0021", LATE);
            assertThat(publish("table", "short.table", file)).isEqualTo("CLAIM0021");
            await().atMost(SOON)
                    .until(() -> publish("other", "short.table", file).equals("published"));
            awaitTicks(Files.createTempFile("ticks", ".txt"));
            assertThat(ran(file))
                    .as("only the application that is refused could run it")
                    .isZero();

            PostgreSql.run(new Ddl(DdlDatabase.POSTGRESQL, new TableName(LATE)).whole());

            await().atMost(SOON).until(() -> state("table").startsWith("RUNNING since "));
            await().atMost(SOON).until(() -> ran(file) == 1);
            assertThat(publish("table", "short.table", file)).isEqualTo("published");
            await().atMost(SOON).until(() -> ran(file) == 2);
            List<String> lines = log();
            assertThat(lines.subList(before, lines.size()))
                    .satisfiesExactly(
                            line -> assertThat(line).startsWith("WARNING CLAIM0103"),
                            line -> assertThat(line)
                                    .startsWith("SEVERE CLAIM0021")
                                    .contains(LATE),
                            line -> assertThat(line).startsWith("INFO CLAIM0123"));
        } finally {
            deployer.undeploy("table");
            PostgreSql.run(String.format(
                    Locale.ROOT,
                    "DROP TABLE IF EXISTS %1$s, %1$s_paused, %1$s_events, %1$s_claims, %1$s_nodes, %1$s_stats, %1$s_bulk, %1$s_schema; DROP SEQUENCE IF EXISTS %1$s_seq",
                    LATE));
        }
    }

    /** Waits until another application's timer has found a row several times. */
    private void awaitTicks(Path file) throws Exception {
        for (int tick = 1; tick <= TICKS; tick++) {
            int seen = tick;
            assertThat(publish("other", "plain.ticks", file)).isEqualTo("published");
            await().atMost(SOON).until(() -> ran(file) == seen);
        }
    }

    /** What nodes of this server have logged about their starts. */
    private List<String> log() throws Exception {
        return get(other.resolve("/other/log")).lines().toList();
    }

    private String state(String application) throws Exception {
        return get(other.resolve("/" + application + "/start"));
    }

    private String publish(String application, String type, Path file) throws Exception {
        return get(other.resolve("/" + application + "/start?type=" + type + "&file=" + file));
    }

    private static long ran(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }

    private String get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
