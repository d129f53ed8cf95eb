package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.internal.console.api.ApiDocument;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What the console tells of failures: the groups, and the rows behind each. */
@ParameterizedClass
@EachDatabase
class ConsoleFailuresTest extends PipelineTest {

    private Node node;
    private ConsoleServer server;
    private ConsoleClient viewer;

    ConsoleFailuresTest(Databases database) {
        super(database);
    }

    @BeforeEach
    void open() throws Exception {
        node = byHand(node().set("retry.max-attempts", "1")
                .on("order.paid", row -> {
                    throw new IllegalStateException("the shop does not answer");
                })
                .on("mail", row -> {
                    throw new IllegalArgumentException("no address");
                }));
        server = ConsoleServer.with(() -> node.get(ConsoleApi.class)).start();
        viewer = ConsoleClient.of(server.address(), "viewer");
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private JsonObject get(String path) throws Exception {
        HttpResponse<String> answer = viewer.get("api/v1/" + path);
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        JsonObject body = json(answer.body());
        var match = node.get(ConsoleApi.class).routes().find("GET", path.replaceAll("\\?.*", ""));
        new ApiDocument(json(viewer.get("api/v1/openapi.json").body())).check(match.spec(), 200, body);
        return body;
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private long dead(String type) throws Exception {
        long id = id(node.publisher().publish(draft -> draft.type(type).eligibleNow()));
        until(() -> {
            node.scheduler().runOnce();
            return is(id, ActionState.DEAD);
        });
        return id;
    }

    private JsonObject group(String type) throws Exception {
        return get("failures").getJsonArray("groups").getValuesAs(JsonObject.class).stream()
                .filter(group -> group.getString("type").equals(type))
                .findFirst()
                .orElseThrow();
    }

    private List<String> rows(String filter) throws Exception {
        return get("rows?q=" + URLEncoder.encode(filter, StandardCharsets.UTF_8))
                .getJsonArray("rows")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    @Test
    void aGroupSaysHowManyRowsHaveDiedOfItWhereAndWhenAndLeadsToThem() throws Exception {
        long first = dead("order.paid");
        long second = dead("order.paid");
        long mail = dead("mail");

        JsonObject failures = get("failures");

        assertThat(failures.getBoolean("isWhole")).isTrue();
        assertThat(failures.getJsonArray("groups")).hasSize(2);
        JsonObject paid = group("order.paid");
        assertThat(paid.getString("failure")).startsWith("java.lang.IllegalStateException#");
        assertThat(paid.getInt("rows")).isEqualTo(2);
        assertThat(paid.getBoolean("isCapped")).isFalse();
        assertThat(paid.getInt("hour")).isEqualTo(2);
        assertThat(paid.getInt("day")).isEqualTo(2);
        assertThat(paid.getString("sample")).isEqualTo(Long.toString(second));
        assertThat(paid.getJsonArray("nodes").getValuesAs(JsonString.class))
                .singleElement()
                .satisfies(name -> assertThat(name.getString()).isEqualTo(database.text("claimed_by", first)));
        assertThat(rows("state:dead type:order.paid failure:" + paid.getString("failure")))
                .containsExactly(Long.toString(second), Long.toString(first));
        assertThat(rows("failure:" + group("mail").getString("failure"))).containsExactly(Long.toString(mail));
        assertThat(rows("state:dead type:mail failure:" + paid.getString("failure")))
                .isEmpty();
    }

    @Test
    void pagesOfAGroupHaveEachOfItsRowsOnce() throws Exception {
        long first = dead("mail");
        dead("order.paid");
        long last = dead("mail");
        String query = "rows?limit=1&q="
                + URLEncoder.encode(
                        "state:dead type:mail failure:" + group("mail").getString("failure"), StandardCharsets.UTF_8);

        JsonObject page = get(query);
        JsonObject next = get(query + "&cursor=" + page.getString("next"));

        assertThat(page.getJsonArray("rows").getJsonObject(0).getString("id")).isEqualTo(Long.toString(last));
        assertThat(next.getJsonArray("rows").getJsonObject(0).getString("id")).isEqualTo(Long.toString(first));
        assertThat(next).doesNotContainKey("next");
    }

    @Test
    void aFailureSinceTheNewestNodeStartedIsNewAndAnOlderOneIsNot() throws Exception {
        dead("mail");
        long old = dead("order.paid");
        database.execute("UPDATE action_logs SET updated_at = {ts '2020-01-01 00:00:00'} WHERE id = " + old);
        nodeStartedAt("2026-01-01 00:00:00");

        assertThat(group("mail").getBoolean("isNew")).isTrue();
        assertThat(group("order.paid").getBoolean("isNew")).isFalse();
        assertThat(group("order.paid").getInt("day")).isZero();
    }

    private void nodeStartedAt(String time) throws SQLException {
        database.execute("DELETE FROM action_logs_nodes");
        database.execute(
                "INSERT INTO action_logs_nodes (node, state, started_at, seen_at, detail) VALUES ('n', 'RUNNING',"
                        + " {ts '" + time + "'}, {ts '" + time + "'}, '{}')");
    }

    @Test
    void rowsThatAreTriedAgainAreCountedWithTheirGroupOrMakeOne() throws Exception {
        long dead = dead("mail");
        String failure = database.text("failure", dead);
        long retried = id(node.publisher().publish(draft -> draft.type("mail").eligibleNow()));
        long alone = id(node.publisher().publish(draft -> draft.type("post").eligibleNow()));
        database.execute("UPDATE action_logs SET fail_count = 1, failure = '" + failure + "' WHERE id IN (" + retried
                + ", " + alone + ")");

        assertThat(group("mail").getInt("retried")).isOne();
        assertThat(group("mail").getInt("rows")).isOne();
        JsonObject post = group("post");
        assertThat(post.getInt("rows")).isZero();
        assertThat(post.getInt("retried")).isOne();
        assertThat(post).doesNotContainKeys("first", "last");
        assertThat(post.getString("sample")).isEqualTo(Long.toString(alone));
        assertThat(get("failures").getJsonArray("groups").getJsonObject(0).getString("type"))
                .as("it fails just now")
                .isEqualTo("post");
    }

    @Test
    void withoutAFailureThereIsNoGroup() throws Exception {
        node.publisher().publish(draft -> draft.type("mail").eligibleNow());

        assertThat(get("failures").getJsonArray("groups")).isEmpty();
    }
}
