package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The scripts of {@code wildfly-config}, all of them and each twice, and an application that uses what they configure. */
class ScriptsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    private static ConfiguredServer server;
    private static String before;
    private static String first;
    private static String second;
    private static List<String> log;

    private final HttpClient http = HttpClient.newHttpClient();
    private final String name = UUID.randomUUID().toString();

    @BeforeAll
    static void apply() throws Exception {
        server = ConfiguredServer.create();
        server.start();
        before = server.configuration("running");
        first = server.applyOnline();
        server.restart();
        log = Files.readAllLines(server.node().log());
        second = server.applyOnline();
    }

    @AfterAll
    static void stop() throws Exception {
        if (server != null) {
            server.close();
        }
    }

    @Test
    void every_server_script_is_tested() throws Exception {
        try (Stream<Path> files = Files.list(Cli.SCRIPTS)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".cli")))
                    .containsExactlyInAnyOrderElementsOf(ConfiguredServer.ALL.stream()
                            .map(script -> script + ".cli")
                            .toList());
        }
    }

    @Test
    void scripts_applied_again_to_a_running_server_change_nothing() throws Exception {
        assertThat(first).isNotEqualTo(before);
        assertThat(second).isEqualTo(first);
        assertThat(server.ask("read-attribute", List.of(), Map.of("name", "server-state"))
                        .asString())
                .as("neither a reload nor a restart is asked for")
                .isEqualTo("running");
    }

    @Test
    void scripts_applied_to_a_stopped_server_give_the_same_configuration_however_often() throws Exception {
        String once = server.applyOffline();

        assertThat(once).isEqualTo(first);
        assertThat(server.applyOffline()).isEqualTo(once);
    }

    @Test
    void the_server_boots_without_an_error() throws Exception {
        assertThat(server.ask("read-boot-errors", List.of("core-service", "management"), Map.of())
                        .asList())
                .isEmpty();
        assertThat(log).noneMatch(line -> line.contains(" ERROR "));
    }

    @ParameterizedTest
    @CsvSource({
        "data-source, H2File",
        "xa-data-source, H2FileXA",
        "data-source, PostgreSQL",
        "xa-data-source, PostgreSQLXA",
        "data-source, MariaDB",
        "xa-data-source, MariaDBXA"
    })
    void a_data_source_reaches_its_database(String kind, String dataSource) throws Exception {
        assertThat(server.ask("test-connection-in-pool", dataSource(kind, dataSource), Map.of())
                        .asString())
                .contains("true");
    }

    @ParameterizedTest
    @CsvSource({"data-source, MySQL", "xa-data-source, MySQLXA"})
    void the_data_sources_of_mysql_are_defined(String kind, String dataSource) throws Exception {
        assertThat(server.ask("read-attribute", dataSource(kind, dataSource), Map.of("name", "enabled"))
                        .asBoolean())
                .isTrue();
        assertThat(server.ask(
                                "get-installed-driver",
                                List.of("subsystem", "datasources"),
                                Map.of("driver-name", "mysql"))
                        .toString())
                .contains("com.mysql.cj.jdbc.Driver");
    }

    private static List<String> dataSource(String kind, String name) {
        return List.of("subsystem", "datasources", kind, name);
    }

    @Test
    void the_server_has_a_name_of_its_own_in_transactions() throws Exception {
        assertThat(server.ask(
                                "read-attribute",
                                List.of("subsystem", "transactions"),
                                Map.of("name", "node-identifier", "resolve-expressions", "true"))
                        .asString())
                .isEqualTo("scripts");
    }

    @Test
    void the_server_trusts_an_application_about_its_own_users() throws Exception {
        assertThat(server.ask(
                                "read-attribute",
                                List.of("subsystem", "undertow", "application-security-domain", "other"),
                                Map.of("name", "integrated-jaspi"))
                        .asBoolean())
                .isFalse();
    }

    @Test
    void batch_executions_are_kept_in_the_database() throws Exception {
        assertThat(server.ask(
                                "read-attribute",
                                List.of("subsystem", "batch-jberet"),
                                Map.of("name", "default-job-repository"))
                        .asString())
                .isEqualTo("jdbc");
    }

    @Test
    void an_action_is_published_and_run_on_an_xa_data_source_by_an_executor_of_its_own() throws Exception {
        String id = post("note.plain", "commit");

        await().atMost(SOON).until(() -> state(id).equals("PROCESSED"));
        assertThat(noted("published ")).isEqualTo("1");
        assertThat(noted("plain ")).isEqualTo("1");
        assertThat(server.ask(
                                "read-attribute",
                                List.of("subsystem", "ee", "managed-executor-service", "claim-dispatch"),
                                Map.of("name", "completed-task-count"))
                        .asLong())
                .isPositive();
    }

    @ParameterizedTest
    @ValueSource(strings = {"note.plain", "note.atomic"})
    void a_rolled_back_transaction_leaves_nothing_in_either_database(String type) throws Exception {
        String id = post(type, "rollback");

        assertThat(state(id)).isEmpty();
        assertThat(noted("published ")).isEqualTo("0");
    }

    @Test
    void an_atomic_task_is_completed_with_its_work_in_another_database_or_not_at_all() throws Exception {
        String id = post("note.atomic", "commit");

        await().atMost(SOON).until(() -> state(id).equals("PROCESSED"));
        assertThat(noted("atomic ")).as("of two attempts").isEqualTo("1");
    }

    @Test
    void no_user_is_an_operator_until_one_is_added_and_a_role_includes_those_before_it() throws Exception {
        assertThat(status("operators", "admin", "admin")).isEqualTo(401);
        server.addOperator("ada", "claim-dispatch-admin", "first pass of hers");
        server.addOperator("ada", "claim-dispatch-admin", "second pass of hers");
        server.addOperator("linus", "claim-dispatch-operator", "pass of linus");
        server.addOperator("grace", "claim-dispatch-viewer", "pass of grace");

        assertThat(status("operators", "ada", "first pass of hers")).isEqualTo(401);
        assertThat(status("operators", "ada", "second pass of hers")).isEqualTo(200);
        assertThat(status("operators", "linus", "pass of linus")).isEqualTo(200);
        assertThat(status("operators", "grace", "pass of grace")).isEqualTo(200);
        assertThat(status("commands", "ada", "second pass of hers")).isEqualTo(200);
        assertThat(status("commands", "linus", "pass of linus")).isEqualTo(200);
        assertThat(status("commands", "grace", "pass of grace")).isEqualTo(403);
        assertThat(server.configuration("running")).isEqualTo(second);
    }

    private int status(String page, String user, String password) throws Exception {
        String both = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
        return http.send(
                        HttpRequest.newBuilder(server.node().uri().resolve(page + "/index.html"))
                                .header("Authorization", "Basic " + both)
                                .build(),
                        BodyHandlers.discarding())
                .statusCode();
    }

    private String post(String type, String end) throws Exception {
        return answer(HttpRequest.newBuilder(uri("notes?type=" + type + "&name=" + name + "&end=" + end))
                .POST(HttpRequest.BodyPublishers.noBody()));
    }

    private String noted(String what) throws Exception {
        return answer(
                HttpRequest.newBuilder(uri("notes?text=" + URLEncoder.encode(what + name, StandardCharsets.UTF_8))));
    }

    private static URI uri(String path) {
        return server.node().uri().resolve(path);
    }

    private String answer(HttpRequest.Builder request) throws Exception {
        var answer = http.send(request.build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return answer.body();
    }

    /** Empty if there is no such row. */
    private static String state(String id) throws SQLException {
        try (Connection connection = server.postgres().getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery("SELECT state FROM action_logs WHERE id = " + id)) {
            return row.next() ? row.getString(1) : "";
        }
    }
}
