package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.batch.ScriptedJobs;
import io.claimdispatch.internal.console.api.ApiDocument;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import jakarta.batch.runtime.BatchStatus;
import jakarta.batch.runtime.Metric;
import jakarta.batch.runtime.StepExecution;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.Serializable;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/**
 * What the console tells of the batch executions of a row. On H2 alone: it reads the row as the page of a row does, and
 * the rest from the job repository.
 */
class ConsoleBatchTest extends PipelineTest {

    private final List<ConsoleServer> servers = new ArrayList<>();

    ConsoleBatchTest() {
        super(Databases.H2);
    }

    @AfterEach
    void close() throws Exception {
        for (ConsoleServer server : servers) {
            server.close();
        }
    }

    private ConsoleClient viewer(Node node) throws Exception {
        ConsoleServer server =
                ConsoleServer.with(() -> node.get(ConsoleApi.class)).start();
        servers.add(server);
        return ConsoleClient.of(server.address(), "viewer");
    }

    private Node.Builder batch() {
        return node().set("lease", "PT30S").on("work", row -> Job.batch("import"));
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static JsonObject read(Node node, ConsoleClient viewer, long id) throws Exception {
        HttpResponse<String> answer = viewer.get("api/v1/rows/" + id + "/batch");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        var match = node.get(ConsoleApi.class).routes().find("GET", "rows/" + id + "/batch");
        new ApiDocument(json(viewer.get("api/v1/openapi.json").body())).check(match.spec(), 200, json(answer.body()));
        return json(answer.body());
    }

    /** A step of an execution. */
    private record Step(String name, BatchStatus status, Metric... metrics) implements StepExecution {

        @Override
        public long getStepExecutionId() {
            return 1;
        }

        @Override
        public String getStepName() {
            return name;
        }

        @Override
        public BatchStatus getBatchStatus() {
            return status;
        }

        @Override
        public Date getStartTime() {
            return new Date(1_000);
        }

        @Override
        public Date getEndTime() {
            return new Date(3_000);
        }

        @Override
        public String getExitStatus() {
            return "exit of " + name;
        }

        @Override
        public @Nullable Serializable getPersistentUserData() {
            return null;
        }

        @Override
        public Metric[] getMetrics() {
            return metrics.clone();
        }
    }

    private record Count(Metric.MetricType type, long value) implements Metric {
        @Override
        public MetricType getType() {
            return type;
        }

        @Override
        public long getValue() {
            return value;
        }
    }

    private static Step step(BatchStatus status, long read, long written) {
        return new Step(
                "chunks",
                status,
                new Count(Metric.MetricType.READ_COUNT, read),
                new Count(Metric.MetricType.WRITE_COUNT, written),
                new Count(Metric.MetricType.COMMIT_COUNT, written / 10));
    }

    @Test
    void eachExecutionOfARowIsShownWithItsStepsAndCountsTheNewestFirst() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        PlainBatch.use(jobs);
        Node node = running(batch());
        ConsoleClient viewer = viewer(node);
        long id = publishNow(node, "work");
        until(() -> jobs.calls().contains("start import"));
        jobs.steps(1, step(BatchStatus.FAILED, 37, 30));

        jobs.end(1, BatchStatus.FAILED);
        until(() -> "2".equals(database.text("execution_id", id)));
        jobs.steps(2, step(BatchStatus.STARTED, 20, 20));

        JsonObject batch = read(node, viewer, id);
        assertThat(batch.getString("known")).isEqualTo("FOUND");
        assertThat(batch.getString("execution")).isEqualTo("2");
        assertThat(batch.getString("job")).isEqualTo("import");
        List<JsonObject> executions = batch.getJsonArray("executions").getValuesAs(JsonObject.class);
        assertThat(executions).extracting(each -> each.getString("id")).containsExactly("2", "1");
        assertThat(executions).extracting(each -> each.getString("attempt")).containsExactly("2", "1");
        assertThat(executions).extracting(each -> each.getString("status")).containsExactly("STARTED", "FAILED");
        assertThat(executions.get(0)).doesNotContainKey("endedAt");
        JsonObject failed = executions.get(1).getJsonArray("steps").getJsonObject(0);
        assertThat(failed.getString("name")).isEqualTo("chunks");
        assertThat(failed.getString("status")).isEqualTo("FAILED");
        assertThat(failed.getString("exitStatus")).isEqualTo("exit of chunks");
        assertThat(failed.getInt("reads")).isEqualTo(37);
        assertThat(failed.getInt("writes")).isEqualTo(30);
        assertThat(failed.getInt("commits")).isEqualTo(3);
        assertThat(failed.getInt("lasted")).isEqualTo(2_000);
        jobs.end(2, BatchStatus.COMPLETED);
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void aRowWithoutAnExecutionHasNoneAndTheBatchRuntimeIsNotAsked() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        jobs.silent(new IllegalStateException("it should not be asked"));
        PlainBatch.use(jobs);
        Node node = byHand(batch());
        long id = id(node.publisher().publish(draft -> draft.type("mail").eligibleNow()));

        JsonObject batch = read(node, viewer(node), id);

        assertThat(batch.getString("known")).isEqualTo("NONE");
        assertThat(batch).doesNotContainKeys("executions", "execution");
    }

    @Test
    void anExecutionThatTheServerDoesNotKnowOrThatIsOfAnotherRowIsToldAsThat() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        PlainBatch.use(jobs);
        Node node = running(batch());
        ConsoleClient viewer = viewer(node);
        long id = publishNow(node, "work");
        until(() -> "1".equals(database.text("execution_id", id)));

        jobs.set(1, "claimDispatch.id", "4711");
        JsonObject other = read(node, viewer, id);
        assertThat(other.getString("known")).isEqualTo("OTHER");
        assertThat(other.getJsonArray("executions")).isEmpty();

        database.execute("UPDATE action_logs SET execution_id = 99 WHERE id = " + id);
        assertThat(read(node, viewer, id).getString("known")).isEqualTo("GONE");
        jobs.set(1, "claimDispatch.id", Long.toString(id));
        jobs.end(1, BatchStatus.COMPLETED);
    }

    @Test
    void aRepositoryThatHangsCostsItsPanelAloneAndNoMoreThanTwoThreads() throws Exception {
        HangingJobs batch = HangingJobs.use();
        Node node = byHand(batch());
        ConsoleClient viewer = viewer(node);
        long id = id(node.publisher().publish(draft -> draft.type("mail").eligibleNow()));
        database.execute("UPDATE action_logs SET execution_id = 1 WHERE id = " + id);
        batch.hangIn("getJobExecution");
        try {
            CompletableFuture<HttpResponse<String>> first = ask(viewer, id);
            CompletableFuture<HttpResponse<String>> second = ask(viewer, id);
            until(() -> batch.gate().arrived() == 2);

            assertThat(viewer.get("api/v1/rows/" + id).statusCode())
                    .as("the turns are free")
                    .isEqualTo(200);
            HttpResponse<String> third = viewer.get("api/v1/rows/" + id + "/batch");
            assertThat(third.body()).contains("CLAIM0289");
            assertThat(first.isDone() && second.isDone())
                    .as("it does not wait behind those")
                    .isFalse();
            for (HttpResponse<String> answer : List.of(first.get(), second.get())) {
                assertThat(answer.statusCode()).isEqualTo(503);
                assertThat(answer.body()).contains("CLAIM0289");
            }
            assertThat(batch.gate().arrived()).isEqualTo(2);
        } finally {
            batch.gate().open();
        }
        batch.hangIn("nothing");

        // the threads are given back
        until(() -> viewer.get("api/v1/rows/" + id + "/batch").statusCode() == 200);
        assertThat(read(node, viewer, id).getString("known")).isEqualTo("GONE");
    }

    private static CompletableFuture<HttpResponse<String>> ask(ConsoleClient viewer, long id) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return viewer.get("api/v1/rows/" + id + "/batch");
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
    }

    @Test
    void aBatchRuntimeThatFailsIsToldWithoutItsReason() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        PlainBatch.use(jobs);
        Node node = byHand(batch());
        ConsoleClient viewer = viewer(node);
        long id = id(node.publisher().publish(draft -> draft.type("mail").eligibleNow()));
        database.execute("UPDATE action_logs SET execution_id = 1 WHERE id = " + id);
        jobs.silent(new IllegalStateException("jdbc:postgresql://secret.example"));

        HttpResponse<String> answer = viewer.get("api/v1/rows/" + id + "/batch");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.body()).contains("CLAIM0289").doesNotContain("secret");
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
    }

    /** As the console is used: the dead row of a killed job is requeued, and its job goes on where it was. */
    @Test
    void theDeadRowOfABatchJobThatIsRequeuedRestartsTheExecutionThatItNames() throws Exception {
        ScriptedJobs jobs = new ScriptedJobs();
        PlainBatch.use(jobs);
        Node node = running(batch().set("retry.max-attempts", "1"));
        long id = publishNow(node, "work");
        until(() -> jobs.calls().contains("start import"));
        jobs.end(1, BatchStatus.FAILED);
        untilIs(id, ActionState.DEAD);

        node.actionLogs().requeue(id, "ann");
        until(() -> jobs.calls().contains("restart 1"));
        jobs.end(2, BatchStatus.COMPLETED);

        untilIs(id, ActionState.PROCESSED);
        assertThat(jobs.calls().stream().filter("start import"::equals)).hasSize(1);
        List<JsonObject> executions =
                read(node, viewer(node), id).getJsonArray("executions").getValuesAs(JsonObject.class);
        assertThat(executions).extracting(each -> each.getString("status")).containsExactly("COMPLETED", "FAILED");
        assertThat(database.text("execution_id", id)).isEqualTo("2");
    }
}
