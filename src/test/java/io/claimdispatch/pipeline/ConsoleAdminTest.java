package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.console.api.ApiDocument;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What administrators do by the console's API: edit, clone, publish and delete, each with its event. */
@ParameterizedClass
@EachDatabase
class ConsoleAdminTest extends PipelineTest {

    private static final Instant LATER = Instant.parse("2100-01-01T00:00:00Z");
    private static final String REASON = "\"reason\":\"a customer asks\"";

    private Node node;
    private ConsoleServer server;
    private ConsoleClient admin;
    private String token;

    ConsoleAdminTest(Databases database) {
        super(database);
    }

    @BeforeEach
    void open() throws Exception {
        node = byHand(node().set("max-payload", "2000").on("work", row -> Job.task(() -> {})));
        server = ConsoleServer.with(() -> node.get(ConsoleApi.class)).start();
        admin = ConsoleClient.of(server.address(), "admin");
        token = json(admin.get("api/v1/me")).getString("token");
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

    private HttpResponse<String> send(String path, String body, String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(
                "Content-Type", "application/json", "Sec-Fetch-Site", "same-origin", "X-Claim-Dispatch-Token", token));
        all.addAll(Arrays.asList(headers));
        HttpResponse<String> answer = admin.send("POST", "api/v1/" + path, body, all.toArray(String[]::new));
        var route = node.get(ConsoleApi.class).routes().find("POST", path).spec();
        new ApiDocument(json(admin.get("api/v1/openapi.json"))).check(route, answer.statusCode(), json(answer));
        return answer;
    }

    private JsonObject done(String path, String body, String... headers) throws Exception {
        HttpResponse<String> answer = send(path, body, headers);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return json(answer);
    }

    private long publish() {
        return id(node.publisher()
                .publish(draft -> draft.type("mail")
                        .eligibleAt(LATER)
                        .priority(Priority.HIGH)
                        .idempotencyKey("order-1")
                        .meta("tenant", "x")
                        .payload(new TreeMap<>(Map.of("amount", 1, "password", "4711", "to", "ann")))));
    }

    private ActionLog row(long id) {
        return node.actionLogs().find(id).orElseThrow();
    }

    private static String edited(String payload) {
        return "{" + REASON + ",\"payload\":" + Json.createValue(payload) + "}";
    }

    private ActionEvent newest(long id) {
        return node.actionLogs().events(id, 1).get(0);
    }

    @Test
    void anEditChangesThePayloadKeepsMaskedValuesAndIsAnEventWithItsDiff() throws Exception {
        long id = publish();
        HttpResponse<String> form = admin.get("api/v1/rows/" + id + "/edit");
        assertThat(form.body()).doesNotContain("4711");
        String text = json(form).getString("text");

        JsonObject answer = done(
                "rows/" + id + "/edit",
                edited(text.replace("\"amount\":1", "\"amount\":2.50")),
                "If-Match",
                form.headers().firstValue("ETag").orElseThrow());

        assertThat(row(id).payload()).contains("\"amount\":2.50", "\"password\":\"4711\"", "\"tenant\":\"x\"");
        assertThat(row(id).payloadSize()).isEqualTo(row(id).payload().length());
        assertThat(answer.toString()).doesNotContain("4711");
        ActionEvent event = newest(id);
        assertThat(event.kind()).isEqualTo(ActionEvent.EDIT);
        assertThat(event.who()).isEqualTo("admin");
        assertThat(event.why()).isEqualTo("a customer asks");
        assertThat(event.origin()).isEqualTo("console");
        assertThat(event.detail())
                .contains("\"changes\":[{\"path\":\"/amount\",\"from\":\"1\",\"to\":\"2.50\"}]")
                .doesNotContain("4711", "ann");
    }

    @Test
    void aMaskedValueCanBeReplacedAndTheEventSaysOnlyThatItWas() throws Exception {
        long id = publish();

        done("rows/" + id + "/edit", edited("{\"password\":\"0815\"}"));

        assertThat(row(id).payload()).isEqualTo("{\"password\":\"0815\"}");
        assertThat(newest(id).detail()).contains("/password").doesNotContain("0815", "4711");
    }

    @Test
    void ofTwoWhoEditAtOnceTheSecondOneIsTold() throws Exception {
        long id = publish();
        String tag = admin.get("api/v1/rows/" + id + "/edit")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        done("rows/" + id + "/edit", edited("{\"amount\":7}"), "If-Match", tag);

        HttpResponse<String> second = send("rows/" + id + "/edit", edited("{\"amount\":8}"), "If-Match", tag);

        assertThat(second.statusCode()).isEqualTo(412);
        assertThat(second.body()).contains("CLAIM0281");
        assertThat(row(id).payload()).isEqualTo("{\"amount\":7}");
        assertThat(node.actionLogs().events(id, 10)).hasSize(1);
    }

    @Test
    void whatCannotBeAPayloadIsRefusedAndChangesNothing() throws Exception {
        long id = publish();
        String before = row(id).payload();
        Map<String, String> refused = Map.of(
                "no JSON",
                "CLAIM0271",
                "{\"a\":1",
                "CLAIM0271",
                "{\"password\":\"•••1\"}",
                "CLAIM0288",
                "[".repeat(600) + "]".repeat(600),
                "CLAIM0005",
                "\"" + "x".repeat(2_001) + "\"",
                "CLAIM0004");
        for (Map.Entry<String, String> each : refused.entrySet()) {
            HttpResponse<String> answer = send("rows/" + id + "/edit", edited(each.getKey()));

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(each.getValue());
        }
        assertThat(row(id).payload()).isEqualTo(before);
        assertThat(node.actionLogs().events(id, 10)).isEmpty();
    }

    @Test
    void aClaimedRowIsLeftToItsNodeAndAProcessedOneIsHistory() throws Exception {
        long id = publish();
        database.execute("UPDATE action_logs SET state = 'CLAIMED' WHERE id = " + id);
        for (String verb : List.of("edit", "clone", "delete")) {
            HttpResponse<String> answer =
                    send("rows/" + id + "/" + verb, verb.equals("edit") ? edited("{}") : "{" + REASON + "}");
            assertThat(answer.statusCode()).isEqualTo(409);
            assertThat(answer.body()).contains("CLAIM0279");
        }
        database.execute("UPDATE action_logs SET state = 'PROCESSED' WHERE id = " + id);
        assertThat(send("rows/" + id + "/edit", edited("{}")).body()).contains("CLAIM0280");
        assertThat(node.actionLogs().events(10)).isEmpty();
    }

    @Test
    void aCloneIsANewRowWithoutTheKeyAndBothRowsHaveAnEvent() throws Exception {
        long id = publish();
        database.execute("UPDATE action_logs SET state = 'DEAD', set_aside = 'DEAD', fail_count = 3 WHERE id = " + id);

        JsonObject answer = done("rows/" + id + "/clone", "{" + REASON + ",\"runAt\":\"2031-01-01T00:00:00Z\"}");

        long clone = Long.parseLong(answer.getJsonObject("row").getString("id"));
        ActionLog made = row(clone);
        assertThat(clone).isNotEqualTo(id);
        assertThat(made.state()).isEqualTo(ActionState.WAITING);
        assertThat(made.payload()).isEqualTo(row(id).payload());
        assertThat(made.type()).isEqualTo("mail");
        assertThat(made.priority()).isEqualTo(Priority.HIGH);
        assertThat(made.idempotencyKey()).isNull();
        assertThat(made.failCount()).isZero();
        assertThat(made.eligibleAt()).isEqualTo(Instant.parse("2031-01-01T00:00:00Z"));
        assertThat(row(id).state()).isEqualTo(ActionState.DEAD);
        assertThat(newest(id).kind()).isEqualTo(ActionEvent.CLONE);
        assertThat(newest(id).detail()).contains("\"clone\":\"" + clone + "\"");
        assertThat(newest(clone).kind()).isEqualTo(ActionEvent.PUBLISH);
        assertThat(newest(clone).detail()).contains("\"clone_of\":\"" + id + "\"");
    }

    @Test
    void aCloneOfARowThatHasChangedMeanwhileIsRefused() throws Exception {
        long id = publish();
        String tag = admin.get("api/v1/rows/" + id).headers().firstValue("ETag").orElseThrow();
        node.actionLogs().cancel(id, "ann", "no");

        for (String verb : List.of("clone", "delete")) {
            assertThat(send("rows/" + id + "/" + verb, "{" + REASON + "}", "If-Match", tag)
                            .statusCode())
                    .isEqualTo(412);
        }
        assertThat(node.actionLogs().latest(10)).hasSize(1);
    }

    @Test
    void aRowIsPublishedWithItsEventAndRunsLikeAnyOther() throws Exception {
        JsonObject answer = done(
                "publish",
                "{" + REASON
                        + ",\"type\":\"work\",\"payload\":\"{\\\"n\\\":1.10}\",\"key\":\"k-1\",\"priority\":\"low\"}");

        long id = Long.parseLong(answer.getJsonObject("row").getString("id"));
        ActionLog made = row(id);
        assertThat(made.payload()).isEqualTo("{\"n\":1.10}");
        assertThat(made.idempotencyKey()).isEqualTo("k-1");
        assertThat(made.priority()).isEqualTo(Priority.LOW);
        assertThat(newest(id).kind()).isEqualTo(ActionEvent.PUBLISH);
        assertThat(newest(id).why()).isEqualTo("a customer asks");
        node.scheduler().runOnce();
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void aTakenKeyIsAConflictAndPublishesNothing() throws Exception {
        long id = publish();

        HttpResponse<String> answer =
                send("publish", "{" + REASON + ",\"type\":\"mail\",\"key\":\"order-1\",\"delay\":\"PT1H\"}");

        assertThat(answer.statusCode()).isEqualTo(409);
        assertThat(answer.body()).contains("CLAIM0254", "/" + id);
        assertThat(node.actionLogs().latest(10)).hasSize(1);
        assertThat(node.actionLogs().events(10)).isEmpty();
    }

    @Test
    void aPublishThatNoPublisherTakesIsRefused() throws Exception {
        Map<String, String> refused = Map.of(
                "\"type\":\" mail\"", "CLAIM0012",
                "\"type\":\"mail\",\"payload\":\"nonsense\"", "CLAIM0014",
                "\"type\":\"mail\",\"payload\":\"{\\\"__meta\\\":1}\"", "CLAIM0016",
                "\"type\":\"mail\",\"priority\":\"urgent\"", "CLAIM0271",
                "\"type\":\"mail\",\"runAt\":\"2031-01-01T00:00:00Z\",\"delay\":1", "CLAIM0271",
                "\"type\":\"mail\",\"delay\":-1", "CLAIM0018");
        for (Map.Entry<String, String> each : refused.entrySet()) {
            HttpResponse<String> answer = send("publish", "{" + REASON + "," + each.getKey() + "}");

            assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
            assertThat(answer.body()).contains(each.getValue());
        }
        assertThat(send("publish", "{\"type\":\"mail\"}").body()).contains("CLAIM0271", "reason");
        assertThat(node.actionLogs().latest(10)).isEmpty();
    }

    @Test
    void aRowThatHasEndedIsDeletedAndItsEventStays() throws Exception {
        long id = publish();
        assertThat(send("rows/" + id + "/delete", "{" + REASON + "}").body())
                .as("it waits")
                .contains("CLAIM0280");
        node.actionLogs().cancel(id, "ann", "no");

        JsonObject answer = done("rows/" + id + "/delete", "{" + REASON + "}");

        assertThat(answer.getString("deleted")).isEqualTo(Long.toString(id));
        assertThat(node.actionLogs().find(id)).isEmpty();
        assertThat(newest(id).kind()).isEqualTo(ActionEvent.DELETE);
        assertThat(newest(id).why()).isEqualTo("a customer asks");
        assertThat(send("rows/" + id + "/delete", "{" + REASON + "}").statusCode())
                .isEqualTo(404);
    }

    @Test
    void whereItsEventCannotBeWrittenNothingIsChanged() throws Exception {
        long id = publish();
        String before = row(id).payload();
        database.execute("ALTER TABLE action_logs_events DROP COLUMN origin");
        try {
            for (String path : List.of("rows/" + id + "/edit", "rows/" + id + "/clone", "publish")) {
                String body = path.endsWith("edit")
                        ? edited("{}")
                        : "{" + REASON + (path.equals("publish") ? ",\"type\":\"mail\"" : "") + "}";
                assertThat(send(path, body).statusCode()).as(path).isIn(500, 503);
            }
            assertThat(row(id).payload()).isEqualTo(before);
            assertThat(node.actionLogs().latest(10)).hasSize(1);
        } finally {
            database.execute("ALTER TABLE action_logs_events ADD COLUMN origin VARCHAR(100)");
        }
    }
}
