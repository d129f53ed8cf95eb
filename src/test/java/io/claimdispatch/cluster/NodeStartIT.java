package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A WildFly that boots with an application, or before its database; its data source has one connection. */
class NodeStartIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    private final HttpClient http = HttpClient.newHttpClient();
    private BootingServer server;

    private void create(ServerTemplate template) throws Exception {
        server = BootingServer.create("start", template);
        server.put(BootingServer.application(Map.of()), ServerNode.APPLICATION);
    }

    private void boot() throws IOException {
        server.node().start();
        server.node().awaitReady();
    }

    @AfterEach
    void end() {
        if (server != null) {
            server.close();
        }
    }

    private String ask(String what) throws IOException, InterruptedException {
        return http.send(
                        HttpRequest.newBuilder(server.node().uri().resolve("one?do=" + what))
                                .build(),
                        BodyHandlers.ofString())
                .body();
    }

    @Test
    void everything_works_with_one_connection() throws Exception {
        create(ServerTemplate.ONE_CONNECTION);
        boot();

        assertThat(ask("everything")).isEqualTo("done");
        for (String type : List.of("one.plain", "one.transactional", "one.atomic")) {
            assertThat(ask(type)).isEqualTo("done");
        }

        await().atMost(SOON).until(() -> server.ended("one.last") == 1);
        await().atMost(SOON)
                .until(() ->
                        server.database().number("SELECT count(*) FROM action_logs WHERE state = 'PROCESSED'") == 4);
        assertThat(server.database().number("SELECT coalesce(sum(fail_count), 0) FROM action_logs"))
                .isZero();
        assertThat(Files.readString(server.node().log())).doesNotContain("IJ000655", "IJ000453");
    }

    @Test
    void a_server_that_boots_before_its_database_deploys_the_application_which_claims_by_itself_later()
            throws Exception {
        create(ServerTemplate.ONE_CONNECTION);
        server.database().stop();
        boot();

        assertThat(ask("state")).startsWith("WAITING since ").contains("CLAIM0103");
        assertThat(ask("one.plain")).startsWith("CLAIM0103");
        server.database().startAgain();

        await().atMost(SOON).until(() -> ask("state").startsWith("RUNNING since "));
        assertThat(ask("one.plain")).isEqualTo("done");
        await().atMost(SOON).until(() -> server.ended("one.plain") == 1);
        assertThat(server.linesOfOurs().stream().filter(line -> line.contains("WARN") && line.contains("CLAIM0103")))
                .hasSize(1);
        assertThat(server.linesOfOurs().stream().filter(line -> line.contains("CLAIM0123")))
                .hasSize(1);
    }

    /** It is WildFly's service of the repository that is not tried again; its batch runtime needs it. */
    @Test
    void with_its_batch_repository_in_that_database_all_but_batch_jobs_run_and_those_do_after_a_reload()
            throws Exception {
        create(ServerTemplate.BATCH_REPOSITORY);
        server.database().stop();
        boot();
        assertThat(ask("state")).startsWith("WAITING since ").contains("CLAIM0103");
        assertThat(Files.readString(server.node().log())).contains("WFLYBATCH000011");

        server.database().startAgain();

        await().atMost(SOON).until(() -> ask("state").startsWith("RUNNING since "));
        assertThat(ask("one.plain")).isEqualTo("done");
        await().atMost(SOON).until(() -> server.ended("one.plain") == 1);
        assertThat(ask("one.batch")).isEqualTo("done");
        await().atMost(SOON).until(() -> batchRows("fail_count > 0 AND errors LIKE '%WFLYBATCH000004%'") == 1);

        server.node().reload();

        await().atMost(SOON).until(() -> batchRows("state = 'PROCESSED'") == 1);
    }

    private long batchRows(String condition) throws Exception {
        return server.database().number("SELECT count(*) FROM action_logs WHERE type = 'one.batch' AND " + condition);
    }
}
