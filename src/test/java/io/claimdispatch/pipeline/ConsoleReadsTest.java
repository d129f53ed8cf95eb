package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.internal.console.api.ApiDocument;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.RouteTable;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.store.Databases;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import java.io.StringReader;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
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
        JsonObject body = json(answer.body());
        RouteTable.Match match = node.get(ConsoleApi.class).routes().find("GET", path.replaceAll("\\?.*", ""));
        new ApiDocument(json(viewer.get("api/v1/openapi.json").body())).check(match.spec(), 200, body);
        return body;
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
        long id = publish("mail", new TreeMap<>(Map.of("password", "geheim", "text", HOSTILE)));
        node.actionLogs().reschedule(id, Duration.ofDays(1), "ann");

        HttpResponse<String> answer = viewer.get("api/v1/rows/" + id);

        assertThat(answer.body()).doesNotContain("geheim");
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
        "rows?page=2, 400, CLAIM0270",
        "rows/4711/explain, 404, CLAIM0272",
        "rows/4711/payload, 404, CLAIM0272",
        "rows/4711/payload?unmask=true, 400, CLAIM0270",
        "events?kind=cancel, 400, CLAIM0271",
        "events?row=x, 400, CLAIM0271",
        "events?cursor=AAAA, 400, CLAIM0271",
        "pauses?table=other, 400, CLAIM0017"
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

        RouteTable table = node.get(ConsoleApi.class).routes();
        assertThat(paths.keySet())
                .containsExactlyInAnyOrderElementsOf(
                        table.specs().stream().map(route -> "/" + route.path()).collect(Collectors.toSet()));
        for (RouteSpec route : table.specs()) {
            assertThat(paths.getJsonObject("/" + route.path())
                            .getJsonObject(route.method().toLowerCase(Locale.ROOT))
                            .getString("x-permission"))
                    .isEqualTo(String.valueOf(route.permission()));
        }
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
    void aPageOfRowsWithLongTextsHasTheirBeginnings() throws Exception {
        long id = publish(
                "mail", new TreeMap<>(Map.of("a", "x".repeat(150), "password", "4711", "z", "x".repeat(1_000_000))));
        database.execute("UPDATE action_logs SET errors = '" + "x".repeat(500_000) + "' WHERE id = " + id);

        HttpResponse<String> answer = viewer.get("api/v1/rows");

        assertThat(answer.body()).hasSizeLessThan(1_000).doesNotContain("4711");
        JsonObject shown = get("rows").getJsonArray("rows").getJsonObject(0).getJsonObject("payload");
        assertThat(shown.getString("text")).startsWith("{\"a\":\"xxx").endsWith("\"z\":");
        assertThat(shown.getBoolean("isCut")).isTrue();
        assertThat(shown.getInt("bytes")).isGreaterThan(1_000_000);
        JsonObject row = get("rows/" + id).getJsonObject("row");
        assertThat(row.getJsonObject("payload").getBoolean("isCut")).isTrue();
        assertThat(row.getBoolean("isErrorsCut")).isTrue();
        assertThat(viewer.get("api/v1/rows/" + id).body())
                .hasSizeLessThan(300_000)
                .doesNotContain("4711");
        JsonObject whole = get("rows/" + id + "/payload").getJsonObject("payload");
        assertThat(whole.getString("text")).hasSizeGreaterThan(1_000_000).contains("\"password\":\"•••\"");
        assertThat(whole.getBoolean("isCut")).isFalse();
    }

    @Test
    void aRowWithErrorsOfAnyFormIsShownWithTheOthers() throws Exception {
        long good = publish("mail", "{}");
        long odd = publish("mail", "{}");
        database.execute("UPDATE action_logs SET errors = '[{\"error\":" + "[".repeat(50_000) + "' WHERE id = " + odd);

        assertThat(ids(get("rows"))).containsExactly(Long.toString(odd), Long.toString(good));
        assertThat(get("rows/" + odd).getJsonObject("row").getJsonArray("errors"))
                .hasSize(1);
    }

    private HttpResponse<String> unmask(String user, long id, String body) throws Exception {
        ConsoleClient client = ConsoleClient.of(server.address(), user);
        String token = json(client.get("api/v1/me").body()).getString("token");
        HttpResponse<String> answer = client.send(
                "POST",
                "api/v1/rows/" + id + "/unmask",
                body,
                "Content-Type",
                "application/json",
                "Sec-Fetch-Site",
                "same-origin",
                "X-Claim-Dispatch-Token",
                token);
        RouteTable.Match match = node.get(ConsoleApi.class).routes().find("POST", "rows/" + id + "/unmask");
        new ApiDocument(json(viewer.get("api/v1/openapi.json").body()))
                .check(match.spec(), answer.statusCode(), json(answer.body()));
        return answer;
    }

    @Test
    void aWholePayloadIsWrittenAsItIsMadeAndWithoutATag() throws Exception {
        long id = publish("mail", Map.of("text", "\u2028 \uD83D\uDE00 " + "x".repeat(1_000_000)));

        HttpResponse<String> answer = viewer.get("api/v1/rows/" + id + "/payload", "If-None-Match", "\"\"");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type"))
                .hasValueSatisfying(type -> assertThat(type).startsWith("application/json"));
        assertThat(answer.headers().map()).doesNotContainKeys("etag", "ETag", "Content-Length", "content-length");
        assertThat(get("rows/" + id + "/payload").getJsonObject("payload").getString("text"))
                .startsWith("{\"text\":\"\u2028 \uD83D\uDE00 x")
                .hasSizeGreaterThan(1_000_000);
        assertThat(viewer.send("HEAD", "api/v1/rows/" + id + "/payload", "").body())
                .isEmpty();
    }

    @Test
    void wholePayloadsAreMadeAndWrittenFewAtATime() {
        RouteTable table = node.get(ConsoleApi.class).routes();

        assertThat(table.find("GET", "rows/1/payload").route().isLarge()).isTrue();
        assertThat(table.find("POST", "rows/1/unmask").route().isLarge()).isTrue();
    }

    @Test
    void onlyAnAdministratorSeesAPayloadUnmaskedAndThatIsAnEvent() throws Exception {
        long id = publish("mail", Map.of("password", "4711"));
        ConsoleClient admin = ConsoleClient.of(server.address(), "admin");
        for (String user : List.of("viewer", "operator")) {
            assertThat(unmask(user, id, "{}").body()).contains("CLAIM0262").doesNotContain("4711");
        }
        // a link on any page can make an administrator's browser send this
        assertThat(admin.get("api/v1/rows/" + id + "/payload?unmask=true", "Sec-Fetch-Site", "none")
                        .body())
                .contains("CLAIM0270")
                .doesNotContain("4711");
        assertThat(unmask("admin", id + 1, "{}").body()).contains("CLAIM0272");
        assertThat(node.actionLogs().events(10)).isEmpty();

        JsonObject shown =
                json(unmask("admin", id, "{\"reason\":\"a customer asks\"}").body());

        assertThat(shown.getBoolean("isUnmasked")).isTrue();
        assertThat(shown.getJsonObject("payload").getString("text")).isEqualTo("{\"password\":\"4711\"}");
        assertThat(node.actionLogs().events(id, 10)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ActionEvent.UNMASK);
            assertThat(event.who()).isEqualTo("admin");
            assertThat(event.why()).isEqualTo("a customer asks");
            assertThat(event.origin()).isEqualTo("console");
        });
        assertThat(admin.get("api/v1/rows/" + id + "/payload").body()).doesNotContain("4711");
    }

    @Test
    void aRowIsExplainedByWhatStandsInItsWay() throws Exception {
        long first = publish("mail", "{}");
        publish("post", "{}");
        long last = publish("mail", "{}");

        JsonObject due = get("rows/" + last + "/explain");
        assertThat(due.getJsonObject("ahead").getInt("rows")).isEqualTo(2);
        assertThat(get("rows/" + first + "/explain").getJsonObject("ahead").getInt("rows"))
                .isZero();
        assertThat(due.getJsonObject("why").getString("code")).isEqualTo("unrouted");

        node.actionLogs().pause("mail", "ann", "moved");
        JsonObject pause = get("rows/" + last + "/explain").getJsonObject("why").getJsonObject("pause");
        assertThat(pause.getString("who")).isEqualTo("ann");
        assertThat(pause.getString("why")).isEqualTo("moved");

        node.actionLogs().resume("mail", "ann");
        node.actionLogs().reschedule(last, Duration.ofDays(1), "ann");
        JsonObject later = get("rows/" + last + "/explain");
        assertThat(later.getJsonObject("why").getString("code")).isEqualTo("scheduled");
        assertThat(later).doesNotContainKey("ahead");

        node.actionLogs().cancel(last, "ann", "no");
        assertThat(get("rows/" + last + "/explain").getJsonObject("why").getString("code"))
                .isEqualTo("cancelled");
    }

    @Test
    void eventsArePagedAndFoundByWhoKindAndRow() throws Exception {
        long one = publish("mail", "{}");
        long other = publish("mail", "{}");
        node.actionLogs().cancel(one, "ann", HOSTILE);
        node.actionLogs().cancel(other, "bob", "no");
        node.actionLogs().requeue(one, "bob");
        node.actionLogs().pause("mail", "ann", "moved");

        JsonObject page = get("events?limit=3");
        assertThat(kinds(page)).containsExactly("PAUSE", "REQUEUE", "CANCEL");
        JsonObject rest = get("events?limit=3&cursor=" + page.getString("next"));
        assertThat(kinds(rest)).containsExactly("CANCEL");
        assertThat(rest.getJsonArray("events").getJsonObject(0).getString("why"))
                .isEqualTo(HOSTILE);
        assertThat(rest).doesNotContainKey("next");
        assertThat(kinds(get("events?who=ann"))).containsExactly("PAUSE", "CANCEL");
        assertThat(kinds(get("events?kind=CANCEL&who=bob"))).containsExactly("CANCEL");
        assertThat(kinds(get("events?row=" + one))).containsExactly("REQUEUE", "CANCEL");
        assertThat(kinds(get("rows/" + one + "/events?limit=1"))).containsExactly("REQUEUE");
    }

    private static List<String> kinds(JsonObject page) {
        return page.getJsonArray("events").getValuesAs(JsonObject.class).stream()
                .map(event -> event.getString("kind"))
                .toList();
    }

    @Test
    void typesAreShownWithWhatIsDueAndWhoTakesThem() throws Exception {
        publish("mail", "{}");
        publish("mail", "{}");
        publish("post", "{}");
        node.actionLogs().pause("order.*", "ann", "moved");

        List<JsonObject> types = get("types").getJsonArray("types").getValuesAs(JsonObject.class);

        assertThat(types)
                .filteredOn(type -> type.getString("type").equals("mail"))
                .singleElement()
                .satisfies(type -> {
                    assertThat(type.getInt("due")).isEqualTo(2);
                    assertThat(type).containsKeys("oldest", "age");
                });
        assertThat(types)
                .filteredOn(type -> type.getString("type").equals("order.*"))
                .singleElement()
                .satisfies(type -> {
                    assertThat(type.getJsonObject("pause").getString("who")).isEqualTo("ann");
                    assertThat(type.getBoolean("isFamily")).isTrue();
                });
    }

    private void node(String name, String state, String secondsAgo, String detail) throws Exception {
        database.execute("INSERT INTO action_logs_nodes (node, state, started_at, seen_at, detail) VALUES ('" + name
                + "', '"
                + state + "', CURRENT_TIMESTAMP - INTERVAL '1' HOUR, CURRENT_TIMESTAMP - INTERVAL '" + secondsAgo
                + "' SECOND, '" + detail + "')");
    }

    @Test
    void nodesAreShownWithWhatTheySayAndThoseThatAreSilentAreLost() throws Exception {
        node("alive", "RUNNING", "2", "{\"skew\": 1500, \"inFlight\": 7, \"settings\": {\"limit\": 10}}");
        node("odd", "SUSPENDED", "2", "[{");
        node("other", "RUNNING", "2", "{\"skew\": \"x\", \"hangingCalls\": 3, \"settings\": {\"limit\": 20}}");
        node("silent", "RUNNING", "300", "{\"settings\": {\"lease\": \"PT9M\"}}");
        node("stopped", "STOPPED", "300", "{}");

        JsonObject answer = get("nodes");

        assertThat(answer.getJsonArray("nodes").getValuesAs(JsonObject.class))
                .filteredOn(each ->
                        Set.of("alive", "odd", "other", "silent", "stopped").contains(each.getString("name")))
                .extracting(each -> each.getString("name") + " " + each.getString("state"))
                .containsExactly("alive RUNNING", "odd SUSPENDED", "other RUNNING", "silent LOST", "stopped STOPPED");
        assertThat(answer.getJsonArray("differing").getValuesAs(JsonString.class))
                .extracting(JsonString::getString)
                .contains("limit");
        assertThat(get("overview").getJsonArray("findings").getValuesAs(JsonObject.class))
                .filteredOn(finding -> Set.of("lost", "skew").contains(finding.getString("code")))
                .extracting(finding -> finding.getString("code"))
                .containsExactlyInAnyOrder("lost", "skew");
    }

    @Test
    void aTableThatNothingHappensToIsNotSentAgain() throws Exception {
        long id = publish("mail", "{}");
        database.execute(
                "UPDATE action_logs SET state = 'PROCESSED', created_at = '2020-01-01 00:00:00', updated_at = '2020-01-01 00:00:00'");
        for (String path : List.of("rows", "rows/" + id, "pauses", "events")) {
            HttpResponse<String> answer = viewer.get("api/v1/" + path);

            assertThat(viewer.get(
                                    "api/v1/" + path,
                                    "If-None-Match",
                                    answer.headers().firstValue("ETag").orElseThrow())
                            .statusCode())
                    .as(path)
                    .isEqualTo(304);
        }
    }

    @Test
    void theCallerLearnsWhoItIsAndGetsAToken() throws Exception {
        JsonObject me = get("me");

        assertThat(me.getString("name")).isEqualTo("viewer");
        assertThat(me.getString("permission")).isEqualTo("VIEW");
        assertThat(me.getString("token")).hasSizeGreaterThan(40);
    }
}
