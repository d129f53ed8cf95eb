package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the console's API answers of a table that nobody claims from. */
class ConsoleReadsTest extends PipelineTest {

    private static final String HOSTILE = "</script><img src=x onerror=alert(1)> \u2028\u202E";

    private Node node;
    private ConsoleServer server;
    private ConsoleClient viewer;

    ConsoleReadsTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void open() throws Exception {
        node = byHand(node());
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
        return json(answer.body());
    }

    private static JsonObject json(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private long publish(String type, Object payload) {
        return node.publisher()
                .publish(draft -> draft.type(type).eligibleNow().payload(payload))
                .id()
                .orElseThrow();
    }

    private static List<String> ids(JsonObject page) {
        return page.getJsonArray("rows").getValuesAs(JsonObject.class).stream()
                .map(row -> row.getString("id"))
                .toList();
    }

    @Test
    void theOverviewSaysWhatIsDueAndWhatIsPaused() throws Exception {
        publish("order.paid", "{}");
        node.actionLogs().pause("mail", "ann", HOSTILE);

        JsonObject overview = get("overview");

        assertThat(overview.getJsonObject("due").getInt("rows")).isEqualTo(1);
        assertThat(overview.getJsonObject("oldest").getString("type")).isEqualTo("order.paid");
        assertThat(overview.getJsonArray("pauses").getJsonObject(0).getString("why"))
                .isEqualTo(HOSTILE);
        assertThat(overview.getJsonArray("findings").getValuesAs(JsonObject.class))
                .extracting(finding -> finding.getString("code"))
                .contains("paused");
        assertThat(overview.getJsonArray("events").getJsonObject(0).getString("who"))
                .isEqualTo("ann");
    }

    @Test
    void aPausedRowIsNotTheOldestThatIsDue() throws Exception {
        publish("mail", "{}");
        node.actionLogs().pause("mail", "ann", "moved");

        assertThat(get("overview")).doesNotContainKey("oldest");
    }

    @Test
    void manyOlderRowsOfAPausedTypeDoNotPassForAllThatIsDue() throws Exception {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(100),
                        (number, draft) -> draft.type("mail").eligibleNow());
        node.actionLogs().pause("mail", "ann", "moved");

        assertThat(get("overview").getJsonArray("findings").getValuesAs(JsonObject.class))
                .extracting(finding -> finding.getString("code"))
                .contains("hidden");
    }

    @Test
    void pagesHaveEachRowOnce() throws Exception {
        long first = publish("order.paid", "{}");
        long mail = publish("mail", "{}");
        long last = publish("order.sent", "{}");

        JsonObject page = get("rows?q=type:order.*&limit=1");
        assertThat(ids(page)).containsExactly(Long.toString(last));
        JsonObject next = get("rows?q=type:order.*&limit=1&cursor=" + page.getString("next"));
        assertThat(ids(next)).containsExactly(Long.toString(first));
        assertThat(ids(get("rows"))).contains(Long.toString(mail)).hasSize(3);
    }

    @Test
    void aRowIsShownWithItsPayloadMaskedAndWhyItDoesNotRun() throws Exception {
        long id = publish("mail", new TreeMap<>(Map.of("password", "4711", "text", HOSTILE)));
        node.actionLogs().reschedule(id, Duration.ofDays(1), "ann");

        HttpResponse<String> answer = viewer.get("api/v1/rows/" + id);

        assertThat(answer.body()).doesNotContain("4711");
        JsonObject row = json(answer.body()).getJsonObject("row");
        assertThat(row.getString("id")).isEqualTo(Long.toString(id));
        assertThat(row.getJsonObject("payload").getInt("masked")).isEqualTo(1);
        assertThat(json(row.getJsonObject("payload").getString("text")).getString("text"))
                .isEqualTo(HOSTILE);
        assertThat(row.getJsonObject("why").getString("code")).isEqualTo("scheduled");
        assertThat(json(answer.body()).getJsonArray("events").getJsonObject(0).getString("kind"))
                .isEqualTo("RESCHEDULE");
    }

    @ParameterizedTest
    @CsvSource({
        "rows/4711, 404, CLAIM0272",
        "rows?q=owner:ann, 400, CLAIM0270",
        "rows?limit=201, 400, CLAIM0271",
        "rows?limit=0, 400, CLAIM0271",
        "rows?cursor=AAAA, 400, CLAIM0205",
        "rows?table=other, 400, CLAIM0017",
        "rows?q=type:a*, 400, CLAIM0051",
        "rows?page=2, 400, CLAIM0270"
    })
    void whatCannotBeAnsweredIsRefusedWithAnId(String path, int status, String id) throws Exception {
        HttpResponse<String> answer = viewer.get("api/v1/" + path);

        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(json(answer.body()).getString("id")).isEqualTo(id);
    }

    @Test
    void aDatabaseThatIsAwayIsAskedForAgainLater() throws Exception {
        node.cut(true);

        HttpResponse<String> answer = viewer.get("api/v1/rows");

        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(json(answer.body()).getString("id")).isEqualTo("CLAIM0020");
        assertThat(json(answer.body()).getString("detail")).isEqualTo("The log of the node has the cause.");
    }

    @Test
    void theOpenApiDocumentHasEveryRouteWithItsPermission() throws Exception {
        JsonObject paths = get("openapi.json").getJsonObject("paths");

        assertThat(paths.keySet())
                .containsExactlyInAnyOrder("/me", "/overview", "/rows", "/rows/{id}", "/openapi.json");
        assertThat(paths.getJsonObject("/rows").getJsonObject("get").getString("x-permission"))
                .isEqualTo("VIEW");
        JsonObject id = paths.getJsonObject("/rows/{id}")
                .getJsonObject("get")
                .getJsonArray("parameters")
                .getJsonObject(0);
        assertThat(id.getString("in")).isEqualTo("path");
        assertThat(id.getString("name")).isEqualTo("id");
        assertThat(id.getBoolean("required")).isTrue();
    }

    @Test
    void anAddressIsTakenAsItStands() throws Exception {
        assertThat(viewer.get("api/v1/openapixjson").statusCode()).isEqualTo(404);
    }

    @Test
    void theCallerLearnsWhoItIsAndGetsAToken() throws Exception {
        JsonObject me = get("me");

        assertThat(me.getString("name")).isEqualTo("viewer");
        assertThat(me.getString("permission")).isEqualTo("VIEW");
        assertThat(me.getString("token")).hasSizeGreaterThan(40);
    }
}
