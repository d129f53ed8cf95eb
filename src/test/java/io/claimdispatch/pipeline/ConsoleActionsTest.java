package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.console.api.ApiDocument;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What operators do by the console's API: to rows, to types, and what is kept of it. */
class ConsoleActionsTest extends PipelineTest {

    private static final String REASON = "{\"reason\":\"the mail server is back\"}";

    private Node node;
    private ConsoleServer server;
    private ConsoleClient operator;
    private String token;
    private ApiDocument document;

    ConsoleActionsTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void open() throws Exception {
        node = byHand(node().set("node-name", "here").on("work", row -> Job.task(() -> {})));
        server = ConsoleServer.with(() -> node.get(ConsoleApi.class)).start();
        operator = ConsoleClient.of(server.address(), "operator");
        token = json(operator.get("api/v1/me")).getString("token");
        document = new ApiDocument(json(operator.get("api/v1/openapi.json")));
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private static JsonObject json(HttpResponse<String> answer) {
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "Content-Type", "application/json", "Sec-Fetch-Site", "same-origin", "X-Claim-Dispatch-Token", token));
        all.addAll(Arrays.asList(headers));
        HttpResponse<String> answer = operator.send(method, "api/v1/" + path, body, all.toArray(String[]::new));
        var route = node.get(ConsoleApi.class)
                .routes()
                .find(method, path.replaceAll("\\?.*", "").replace("%2A", "*").replace("%20", " "))
                .spec();
        document.check(route, answer.statusCode(), json(answer));
        return answer;
    }

    private JsonObject done(String method, String path, String body, String... headers) throws Exception {
        HttpResponse<String> answer = send(method, path, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private long publishLater() {
        return id(node.publisher()
                .publish(draft -> draft.type("mail").eligibleAt(Instant.parse("2100-01-01T00:00:00Z"))));
    }

    private String tag(long id) throws Exception {
        return operator.get("api/v1/rows/" + id).headers().firstValue("ETag").orElseThrow();
    }

    private ActionEvent newest() {
        return node.actionLogs().events(1).get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "retry, WAITING, WAITING, RETRY_NOW",
        "cancel, WAITING, CANCELLED, CANCEL",
        "requeue, DEAD, WAITING, REQUEUE",
        "requeue, CANCELLED, WAITING, REQUEUE"
    })
    void aCommandIsDoneAndKeptWithWhoWhyAndWhence(String verb, String from, String to, String kind) throws Exception {
        long id = publishLater();
        database.execute("UPDATE action_logs SET state = '" + from + "' WHERE id = " + id);

        JsonObject answer = done("POST", "rows/" + id + "/" + verb, REASON);

        assertThat(answer.getJsonObject("row").getString("state")).isEqualTo(to);
        assertThat(database.text("state", id)).isEqualTo(to);
        ActionEvent event = newest();
        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.who()).isEqualTo("operator");
        assertThat(event.why()).isEqualTo("the mail server is back");
        assertThat(event.origin()).isEqualTo("console");
        assertThat(event.node()).startsWith("here/");
        assertThat(event.actionId()).isEqualTo(id);
        assertThat(answer.getJsonArray("events").getJsonObject(0).getString("kind"))
                .isEqualTo(kind);
    }

    @Test
    void aRowIsRetriedNow() throws Exception {
        long id = publishLater();

        done("POST", "rows/" + id + "/retry", "{}");

        assertThat(database.time("end_at", id)).isBeforeOrEqualTo(database.now());
        assertThat(newest().why()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"runAt\":\"2031-01-01T00:00:00Z\"} | 2031-01-01T00:00:00Z",
                "{\"runAt\":\"2031-01-01T00:00:00Z\",\"reason\":\"later\"} | 2031-01-01T00:00:00Z"
            })
    void aRowIsMovedToATime(String body, Instant to) throws Exception {
        long id = publishLater();

        done("POST", "rows/" + id + "/reschedule", body);

        assertThat(database.time("end_at", id)).isEqualTo(to);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"delay\":3600000}", "{\"delay\":\"PT1H\"}"})
    void aRowIsMovedByADelay(String body) throws Exception {
        long id = publishLater();
        Instant begin = database.now();

        done("POST", "rows/" + id + "/reschedule", body);

        assertThat(database.time("end_at", id))
                .isBetween(begin.plus(Duration.ofHours(1)), database.now().plus(Duration.ofHours(1)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"runAt\":\"2031-01-01T00:00:00Z\",\"delay\":1}",
                "{\"runAt\":\"tomorrow\"}",
                "{\"runAt\":1}",
                "{\"runAt\":\"+1000000000-12-31T23:59:59Z\"}",
                "{\"delay\":-1}",
                "{\"delay\":1e999999999}",
                "{\"delay\":1.5}",
                "{\"delay\":\"an hour\"}",
                "{\"delay\":null}",
                "{\"delay\":[]}",
                "{\"delay\":1,\"unknown\":1}",
                "{\"delay\":1,\"reason\":1}",
                "[]",
                "nonsense"
            })
    void aBodyThatSaysNoTimeChangesNothing(String body) throws Exception {
        long id = publishLater();

        assertThat(send("POST", "rows/" + id + "/reschedule", body).statusCode())
                .isEqualTo(400);
        assertThat(node.actionLogs().events(10)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"reason\":\"  \"}", "{\"reason\":null}", "{\"reason\":\"\\u0000\"}"})
    void whatTakesSomethingAwayNeedsAReason(String body) throws Exception {
        long id = publishLater();

        assertThat(send("POST", "rows/" + id + "/cancel", body).body()).contains("CLAIM0271", "reason");
        assertThat(send("POST", "pauses", body).body()).contains("CLAIM0271");
        assertThat(database.text("state", id)).isEqualTo("WAITING");
    }

    @Test
    void aClaimedRowBelongsToItsNode() throws Exception {
        long id = publishLater();
        database.execute("UPDATE action_logs SET state = 'CLAIMED' WHERE id = " + id);
        for (String verb : List.of("retry", "cancel", "requeue")) {
            HttpResponse<String> answer = send("POST", "rows/" + id + "/" + verb, REASON);

            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("CLAIM0279");
        }
        assertThat(send("POST", "rows/" + id + "/reschedule", "{\"delay\":1}").body())
                .contains("CLAIM0279");
        assertThat(node.actionLogs().events(10)).isEmpty();
    }

    @Test
    void aCommandThatIsNotForTheRowsStateOrForNoRowIsRefused() throws Exception {
        long id = publishLater();
        assertThat(send("POST", "rows/" + id + "/requeue", REASON).body()).contains("CLAIM0280", "409");
        database.execute("UPDATE action_logs SET state = 'PROCESSED' WHERE id = " + id);
        assertThat(send("POST", "rows/" + id + "/cancel", REASON).body()).contains("CLAIM0280", "waiting");
        assertThat(send("POST", "rows/4711/retry", REASON).body()).contains("CLAIM0272", "404");
    }

    @Test
    void ofTwoWhoDecideAtOnceTheSecondOneIsTold() throws Exception {
        long id = publishLater();
        String seen = tag(id);
        done("POST", "rows/" + id + "/reschedule", "{\"delay\":7200000}", "If-Match", seen);

        HttpResponse<String> second = send("POST", "rows/" + id + "/cancel", REASON, "If-Match", seen);

        assertThat(second.statusCode()).isEqualTo(412);
        assertThat(second.body()).contains("CLAIM0281");
        assertThat(database.text("state", id)).isEqualTo("WAITING");
        assertThat(node.actionLogs().events(10)).hasSize(1);
        for (String noTag : List.of("nonsense", "\"\"", "\"0123456789abcdef.x\"")) {
            assertThat(send("POST", "rows/" + id + "/cancel", REASON, "If-Match", noTag)
                            .statusCode())
                    .as(noTag)
                    .isEqualTo(412);
        }

        // the answer of a command, and an event that leaves the row as it is, do not make it stale
        String weak = "W/" + tag(id);
        node.actionLogs().pause("mail", "ann", "moved");
        done("POST", "rows/" + id + "/cancel", REASON, "If-Match", weak);
        assertThat(database.text("state", id)).isEqualTo("CANCELLED");
    }

    @Test
    void aTypeIsPausedAndResumed() throws Exception {
        JsonObject paused = done("POST", "pauses", "{\"type\":\"order.*\",\"reason\":\"</script>\"}");

        JsonObject pause = paused.getJsonArray("pauses").getJsonObject(0);
        assertThat(pause.getString("pattern")).isEqualTo("order.*");
        assertThat(pause.getString("who")).isEqualTo("operator");
        assertThat(pause.getString("why")).isEqualTo("</script>");
        assertThat(newest().kind()).isEqualTo(ActionEvent.PAUSE);
        assertThat(newest().origin()).isEqualTo("console");
        assertThat(send("DELETE", "pauses/order", "{}").body()).contains("CLAIM0283", "404");
        assertThat(send("POST", "pauses", "{\"type\":\"a*\",\"reason\":\"x\"}").body())
                .contains("CLAIM0051", "400");

        JsonObject resumed = done("DELETE", "pauses/order.*", "{\"reason\":\"moved\"}");

        assertThat(resumed.getJsonArray("pauses")).isEmpty();
        assertThat(node.actionLogs().paused()).isEmpty();
        assertThat(newest().kind()).isEqualTo(ActionEvent.RESUME);
        assertThat(newest().why()).isEqualTo("moved");
    }

    @ParameterizedTest
    @CsvSource({"*, %2A", "a/b, a/b", "a/b, a%2Fb", "with blank, with%20blank"})
    void aTypeOfAnyNameIsResumed(String type, String path) throws Exception {
        node.actionLogs().pause(type, "ann", "moved");

        done("DELETE", "pauses/" + path, "{}");

        assertThat(node.actionLogs().paused()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"* | *", "a/b | a/b", "a/b | a%2Fb", "a%2Fb | a%252Fb", "with blank | with%20blank", "a,b | a,b"})
    void aTypeOfAnyNameIsResumedByTheQuery(String type, String encoded) throws Exception {
        node.actionLogs().pause(type, "ann", "moved");

        assertThat(send("DELETE", "pauses?type=other", "{}").body()).contains("CLAIM0283");
        done("DELETE", "pauses?type=" + encoded, "{\"reason\":\"done\"}");

        assertThat(node.actionLogs().paused()).isEmpty();
        assertThat(newest().kind()).isEqualTo(ActionEvent.RESUME);
        assertThat(newest().why()).isEqualTo("done");
    }

    @Test
    void whatIsToBeResumedMustBeNamed() throws Exception {
        node.actionLogs().pause("*", "ann", "moved");

        assertThat(send("DELETE", "pauses", "{}").body()).contains("CLAIM0271");
        assertThat(send("DELETE", "pauses?type=", "{}").body()).contains("CLAIM0051");
        assertThat(send("DELETE", "pauses?type=a&type=*", "{}").body()).contains("CLAIM0271");

        assertThat(node.actionLogs().paused()).hasSize(1);
    }

    @Test
    void aVersionThatIsNotComparedIsRefused() throws Exception {
        long id = publishLater();
        String seen = tag(id);
        String pause = "{\"type\":\"mail\",\"reason\":\"moved\"}";

        assertThat(send("POST", "rows/" + id + "/cancel", REASON, "If-Match", "\"x\", " + seen)
                        .body())
                .contains("CLAIM0271", "400");
        assertThat(send("POST", "rows/" + id + "/cancel", REASON, "If-Match", seen, "If-Match", "\"x\"")
                        .body())
                .contains("CLAIM0271", "400");
        assertThat(send("POST", "pauses", pause, "If-Match", seen).body()).contains("CLAIM0271", "If-Match");
        assertThat(send("POST", "run-once", "{\"limit\":1}", "If-Match", "*").body())
                .contains("CLAIM0271", "If-Match");

        assertThat(database.text("state", id)).isEqualTo("WAITING");
        assertThat(node.actionLogs().paused()).isEmpty();
    }

    @Test
    void thePageSeesWhatACommandHasDoneAtOnce() throws Exception {
        assertThat(operator.get("api/v1/types").body()).doesNotContain("order.*");
        assertThat(json(operator.get("api/v1/overview")).getJsonArray("pauses")).isEmpty();

        done("POST", "pauses", "{\"type\":\"order.*\",\"reason\":\"moved\"}");

        assertThat(operator.get("api/v1/types").body()).contains("order.*");
        assertThat(json(operator.get("api/v1/overview")).getJsonArray("pauses")).hasSize(1);
        done("DELETE", "pauses?type=order.*", "{}");
        assertThat(json(operator.get("api/v1/overview")).getJsonArray("pauses")).isEmpty();
    }

    @Test
    void aReasonOfAnyLengthMakesAShortLineOfTheLog() throws Exception {
        try (LogLines lines = new LogLines()) {
            done("POST", "run-once", "{\"limit\":1,\"reason\":\"" + "x".repeat(100_000) + "\"}");

            assertThat(lines.with("CLAIM0284"))
                    .singleElement()
                    .satisfies(line -> assertThat(line).contains("xxx").hasSizeLessThan(1_500));
        }
    }

    @Test
    void theNodeClaimsOnDemand() throws Exception {
        long id = publishNow(node, "work");

        JsonObject report = done("POST", "run-once", "{\"limit\":10,\"reason\":\"look\"}");

        assertThat(report.getInt("claimed")).isEqualTo(1);
        untilIs(id, ActionState.PROCESSED);
        for (String body : List.of("{}", "{\"limit\":0}", "{\"limit\":1001}", "{\"limit\":\"1\"}", "{\"limit\":1.5}")) {
            assertThat(send("POST", "run-once", body).body()).as(body).contains("CLAIM0271");
        }
    }
}
