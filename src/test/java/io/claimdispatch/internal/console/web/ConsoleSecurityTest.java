package io.claimdispatch.internal.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.TestApi;
import io.claimdispatch.internal.console.security.Caller;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.TestTokens;
import io.undertow.servlet.Servlets;
import io.undertow.servlet.util.ImmediateInstanceFactory;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who gets what from the console: asked over HTTP, of a servlet container that enforces what is declared, or does not. */
class ConsoleSecurityTest {

    private static final List<String> USERS = List.of("guest", "viewer", "operator", "admin");

    private static final String[] OWN = {"Content-Type", "application/json", "Sec-Fetch-Site", "same-origin"};

    private final AtomicInteger changes = new AtomicInteger();
    private final ConsoleApi api = TestApi.of(
            TestTokens.at(() -> Instant.parse("2026-11-30T12:00:00Z")),
            TestApi.route("GET", "view", Permission.VIEW),
            TestApi.route("GET", "view/{id}", Permission.VIEW),
            TestApi.route("POST", "operate", Permission.OPERATE, call -> {
                changes.incrementAndGet();
                return TestApi.route("POST", "operate", Permission.OPERATE).answer(call);
            }),
            TestApi.route("POST", "administer", Permission.ADMINISTER));

    private ConsoleServer.Builder application() {
        return ConsoleServer.with(() -> api);
    }

    private static HttpResponse<String> change(
            ConsoleServer server, String user, String path, @Nullable String token, String... headers)
            throws IOException, InterruptedException {
        String[] all = token == null
                ? headers
                : Stream.concat(Stream.of(headers), Stream.of("X-Claim-Dispatch-Token", token))
                        .toArray(String[]::new);
        return ConsoleClient.of(server.address(), user).send("POST", "api/v1/" + path, "{}", all);
    }

    private String token(String user) {
        return api.tokens().of(new Caller(ConsoleServer.CONTEXT, user, Permission.VIEW));
    }

    @ParameterizedTest
    @CsvSource({
        "guest, 403, 403, 403, 403",
        "viewer, 200, 200, 403, 403",
        "operator, 200, 200, 200, 403",
        "admin, 200, 200, 200, 200"
    })
    void eachRoleMayDoWhatItsRoutesNeedAndNoMore(String user, int page, int view, int operate, int administer)
            throws Exception {
        try (ConsoleServer server = application().start()) {
            ConsoleClient client = ConsoleClient.of(server.address(), user);

            assertThat(client.get("").statusCode()).isEqualTo(page);
            assertThat(client.get("api/v1/view").statusCode()).isEqualTo(view);
            assertThat(change(server, user, "operate", token(user), OWN).statusCode())
                    .isEqualTo(operate);
            assertThat(change(server, user, "administer", token(user), OWN).statusCode())
                    .isEqualTo(administer);
        }
    }

    /** The addresses of everything, and such as might lead past the filter. */
    private static Stream<String> addresses(ConsoleServer server) throws Exception {
        String page = ConsoleClient.of(server.address(), "viewer").get("").body();
        String sheet = page.replaceAll("(?s).*href=\"(assets/[0-9a-f]+/console.css)\".*", "$1");
        return Stream.of(
                "",
                "index.html",
                sheet,
                "api/v1/view",
                "api/v1/view;jsessionid=1",
                "api/v1/view/1",
                "api/v1/openapi.json",
                "api/v1/../v1/view",
                "..;/claim-dispatch/api/v1/view",
                "%2e%2e/claim-dispatch/api/v1/view",
                "/api/v1/view",
                "api/v1/view%2f",
                "api%2fv1%2fview",
                "assets/../files/main.js",
                "nothing");
    }

    @Test
    void nothingIsReadableWithoutARoleWhateverTheServerEnforces() throws Exception {
        for (ConsoleServer.Builder builder : List.of(
                application(),
                application().withoutLogin(),
                application().withoutConstraints(),
                application().withoutLogin().withoutConstraints())) {
            try (ConsoleServer server = builder.start()) {
                List<String> addresses;
                try (ConsoleServer other = application().start()) {
                    addresses = addresses(other).toList();
                }
                for (String address : addresses) {
                    for (ConsoleClient client : List.of(
                            ConsoleClient.nobody(server.address()), ConsoleClient.of(server.address(), "guest"))) {
                        HttpResponse<String> answer = client.get(address);

                        assertThat(answer.statusCode()).as(address).isIn(400, 401, 403, 404);
                        assertThat(answer.body())
                                .as(address)
                                .doesNotContain("\"done\"", "openapi", "<script", "--accent", "import ");
                    }
                }
            }
        }
    }

    @Test
    void whatIsSwitchedOffIsNotThere() throws Exception {
        try (ConsoleServer server = application().set("console", "off").start()) {
            for (String user : USERS) {
                assertThat(ConsoleClient.of(server.address(), user).get("").statusCode())
                        .isEqualTo(404);
                assertThat(ConsoleClient.of(server.address(), user)
                                .get("api/v1/view")
                                .statusCode())
                        .isEqualTo(404);
            }
        }
    }

    @Test
    void theRolesHaveTheNamesOfTheSettings() throws Exception {
        try (ConsoleServer server =
                application().set("console.roles.viewer", "customer").start()) {
            assertThat(ConsoleClient.of(server.address(), "guest")
                            .get("api/v1/view")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(ConsoleClient.of(server.address(), "viewer")
                            .get("api/v1/view")
                            .statusCode())
                    .isEqualTo(403);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "api/v1/view", "api/v1/nothing", "nothing"})
    void everyAnswerHasTheHeadersThatProtectItAndNoneThatOpensIt(String address) throws Exception {
        try (ConsoleServer server = application().start()) {
            for (String user : USERS) {
                HttpResponse<String> answer =
                        ConsoleClient.of(server.address(), user).get(address);

                // the container's own refusal comes before the filter
                if (answer.statusCode() == 403 && answer.body().contains("<html>")) {
                    continue;
                }
                assertThat(answer.headers()
                                .firstValue("Content-Security-Policy")
                                .orElse(""))
                        .startsWith("default-src 'none'; ")
                        .contains("frame-ancestors 'none'", "require-trusted-types-for 'script'; trusted-types 'none'")
                        .doesNotContain("unsafe", "*");
                assertThat(answer.headers().map())
                        .containsEntry("X-Content-Type-Options", List.of("nosniff"))
                        .containsEntry("Cache-Control", List.of("no-store"))
                        .containsEntry("Referrer-Policy", List.of("no-referrer"))
                        .containsEntry("Cross-Origin-Opener-Policy", List.of("same-origin"))
                        .containsEntry("Cross-Origin-Resource-Policy", List.of("same-origin"))
                        .doesNotContainKeys("Access-Control-Allow-Origin", "Set-Cookie");
            }
        }
    }

    @Test
    void anErrorIsAProblemWithItsId() throws Exception {
        try (ConsoleServer server = application().start()) {
            ConsoleClient viewer = ConsoleClient.of(server.address(), "viewer");

            HttpResponse<String> answer = viewer.get("api/v1/nothing%3Cscript%3E");

            assertThat(answer.statusCode()).isEqualTo(404);
            assertThat(answer.headers().firstValue("Content-Type")).hasValue("application/problem+json");
            assertThat(answer.body()).startsWith("{\"id\":\"CLAIM0268\",\"title\":\"Not Found\",\"status\":404,");
            assertThat(viewer.send("DELETE", "api/v1/view", "").body()).contains("CLAIM0269", "Use GET");
            assertThat(viewer.send("TRACE", "api/v1/view", "", "X-Trace", "me").body())
                    .doesNotContain("X-Trace");
            assertThat(viewer.get("api/v1/view?unknown=1").body()).contains("CLAIM0270");
            assertThat(viewer.get("api/v1/view?known=1&known=2").body()).contains("CLAIM0271");
            assertThat(viewer.get("api/v1/view/9999999999999999999").body()).contains("CLAIM0268");
        }
    }

    @Test
    void anExceptionThatNobodyExpectsIsNotShown() throws Exception {
        ConsoleApi failing =
                TestApi.of(TestTokens.at(Instant::now), TestApi.route("GET", "view", Permission.VIEW, call -> {
                    throw new IllegalStateException("the password is 4711");
                }));
        try (ConsoleServer server = ConsoleServer.with(() -> failing).start()) {
            HttpResponse<String> answer =
                    ConsoleClient.of(server.address(), "viewer").get("api/v1/view");

            assertThat(answer.statusCode()).isEqualTo(500);
            assertThat(answer.body()).contains("CLAIM0274").doesNotContain("4711", "IllegalState");
        }
    }

    @Test
    void aRouteThatNamesNoPermissionFailsTheStart() {
        ConsoleApi open = TestApi.of(TestTokens.at(Instant::now), TestApi.route("GET", "open", null));

        assertThatThrownBy(() -> ConsoleServer.with(() -> open).start().close())
                .hasStackTraceContaining("CLAIM0263")
                .hasStackTraceContaining("GET open");
    }

    @Test
    void aChangeIsRefusedUnlessThePageItselfSendsIt() throws Exception {
        try (ConsoleServer server = application().start()) {
            String host = server.address().getAuthority();
            String token = token("operator");

            assertThat(change(server, "operator", "operate", null, OWN).body()).contains("CLAIM0266");
            assertThat(change(server, "operator", "operate", token("admin"), OWN)
                            .body())
                    .contains("CLAIM0266");
            assertThat(change(server, "operator", "operate", "nonsense", OWN).body())
                    .contains("CLAIM0266");
            String[][] refused = {
                {"Content-Type", "application/json"},
                {"Content-Type", "application/json", "Sec-Fetch-Site", "cross-site"},
                {"Content-Type", "application/json", "Sec-Fetch-Site", "same-site"},
                {"Content-Type", "application/json", "Sec-Fetch-Site", "none"},
                {"Content-Type", "application/json", "Sec-Fetch-Site", "same-origin", "Sec-Fetch-Site", "cross-site"},
                {"Content-Type", "application/json", "Origin", "https://evil.example"},
                {"Content-Type", "application/json", "Origin", "null"},
                {"Content-Type", "application/json", "Origin", "http://" + host + ".evil.example"},
                {"Content-Type", "application/json", "Origin", "http://" + host, "Sec-Fetch-Site", "cross-site"},
            };
            for (String[] headers : refused) {
                assertThat(change(server, "operator", "operate", token, headers).body())
                        .as(String.join(" ", headers))
                        .contains("CLAIM0264");
            }
            for (String type : List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data")) {
                assertThat(change(
                                        server,
                                        "operator",
                                        "operate",
                                        token,
                                        "Content-Type",
                                        type,
                                        "Sec-Fetch-Site",
                                        "same-origin")
                                .body())
                        .contains("CLAIM0265");
            }
            assertThat(changes).hasValue(0);

            assertThat(change(server, "operator", "operate", token, OWN).statusCode())
                    .isEqualTo(200);
            assertThat(change(
                                    server,
                                    "operator",
                                    "operate",
                                    token,
                                    "Content-Type",
                                    "application/json;charset=utf-8",
                                    "Origin",
                                    "http://" + host)
                            .statusCode())
                    .isEqualTo(200);
            assertThat(changes).hasValue(2);
        }
    }

    @Test
    void aProxyThatChangesTheHostIsNamedByItsOrigin() throws Exception {
        String[] headers = {"Content-Type", "application/json", "Origin", "https://ops.example.com"};
        try (ConsoleServer server =
                application().set("console.origins", "https://ops.example.com").start()) {
            assertThat(change(server, "operator", "operate", token("operator"), headers)
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aReadOnlyConsoleChangesNothingForAnybody() throws Exception {
        try (ConsoleServer server =
                application().set("console.read-only", "true").start()) {
            assertThat(change(server, "admin", "operate", token("admin"), OWN).body())
                    .contains("CLAIM0267");
            assertThat(ConsoleClient.of(server.address(), "admin")
                            .get("api/v1/view")
                            .statusCode())
                    .isEqualTo(200);
            assertThat(changes).hasValue(0);
        }
    }

    /** A host that lets pages of any origin read its answers, as db-scheduler-ui once did. */
    @Test
    void aHostThatOpensItselfToAllOriginsDoesNotOpenTheConsole() throws Exception {
        Filter cors = (request, response, chain) -> {
            ((HttpServletResponse) response).setHeader("Access-Control-Allow-Origin", "https://evil.example");
            ((HttpServletResponse) response).setHeader("Access-Control-Allow-Credentials", "true");
            chain.doFilter(request, response);
        };
        try (ConsoleServer server = application().filter(cors).start()) {
            ConsoleClient viewer = ConsoleClient.of(server.address(), "viewer");

            assertThat(viewer.get("api/v1/view", "Sec-Fetch-Site", "cross-site").body())
                    .contains("CLAIM0264")
                    .doesNotContain("done");
            assertThat(viewer.get("api/v1/view", "Origin", "https://evil.example")
                            .body())
                    .contains("CLAIM0264")
                    .doesNotContain("done");
            assertThat(viewer.get("", "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "no-cors")
                            .body())
                    .contains("CLAIM0264")
                    .doesNotContain("<script");
        }
    }

    @Test
    void aLinkOfAnotherSiteLeadsToThePage() throws Exception {
        try (ConsoleServer server = application().start()) {
            assertThat(ConsoleClient.of(server.address(), "viewer")
                            .get(
                                    "?view=row&id=1",
                                    "Sec-Fetch-Site",
                                    "cross-site",
                                    "Sec-Fetch-Mode",
                                    "navigate",
                                    "Sec-Fetch-Dest",
                                    "document")
                            .statusCode())
                    .isEqualTo(200);
        }
    }

    @Test
    void aForwardOfTheHostDoesNotLeadPastTheFilter() throws Exception {
        HttpServlet forwarding = new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void doGet(HttpServletRequest request, HttpServletResponse response)
                    throws ServletException, IOException {
                request.getRequestDispatcher("/claim-dispatch/api/v1/view").forward(request, response);
            }
        };
        try (ConsoleServer server = application()
                .servlet(Servlets.servlet("forward", forwarding.getClass(), new ImmediateInstanceFactory<>(forwarding))
                        .addMapping("/forward"))
                .start()) {
            URI host = server.address().resolve("../");

            assertThat(ConsoleClient.nobody(host).get("forward").statusCode()).isEqualTo(401);
            assertThat(ConsoleClient.of(host, "guest").get("forward").body()).contains("CLAIM0261");
            assertThat(ConsoleClient.of(host, "viewer").get("forward").body()).contains("CLAIM0268");
        }
    }

    @Test
    void theAddressWithoutASlashLeadsToThePageBehindAnyProxy() throws Exception {
        try (ConsoleServer server = application().start()) {
            String withSlash = server.address().toString();
            HttpResponse<String> answer = ConsoleClient.of(
                            URI.create(withSlash.substring(0, withSlash.length() - 1)), "viewer")
                    .get("");

            assertThat(answer.statusCode()).isEqualTo(302);
            assertThat(answer.headers().firstValue("Location")).hasValue("claim-dispatch/");
            assertThat(ConsoleClient.of(URI.create(withSlash.substring(0, withSlash.length() - 1)), "viewer")
                            .get("?view=rows&q=state:dead")
                            .headers()
                            .firstValue("Location"))
                    .hasValue("claim-dispatch/?view=rows&q=state:dead");
        }
    }

    @Test
    void theFilesOfThePageAreKeptAndUnderAddressesThatChangeWithThem() throws Exception {
        try (ConsoleServer server = application().start()) {
            ConsoleClient viewer = ConsoleClient.of(server.address(), "viewer");
            List<String> named = Pattern.compile("\"(assets/[^\"]+)\"")
                    .matcher(viewer.get("").body())
                    .results()
                    .map(found -> found.group(1))
                    .toList();

            assertThat(named).hasSize(3).allSatisfy(address -> {
                HttpResponse<String> answer = viewer.get(address);
                assertThat(answer.statusCode()).isEqualTo(200);
                assertThat(answer.headers().firstValue("Cache-Control").orElse(""))
                        .contains("immutable");
            });
            assertThat(viewer.get(named.get(0), "Accept-Encoding", "gzip")
                            .headers()
                            .firstValue("Content-Encoding"))
                    .hasValue("gzip");
        }
    }

    @Test
    void aMethodThatAnAddressDoesNotHaveIsToldWhichItHas() throws Exception {
        try (ConsoleServer server = application().start()) {
            ConsoleClient viewer = ConsoleClient.of(server.address(), "viewer");
            String sheet = viewer.get("").body().replaceAll("(?s).*href=\"(assets/[0-9a-f]+/console.css)\".*", "$1");

            for (String address : List.of("", "api/v1/view", sheet)) {
                HttpResponse<String> answer = viewer.send("PUT", address, "");

                assertThat(answer.statusCode()).as(address).isEqualTo(405);
                assertThat(answer.headers().firstValue("Allow")).as(address).hasValue("GET, HEAD");
                assertThat(answer.headers().firstValue("Cache-Control"))
                        .as(address)
                        .hasValue("no-store");
            }
            assertThat(viewer.get("api/v1/operate").headers().firstValue("Allow"))
                    .hasValue("POST");
        }
    }

    @Test
    void aBodyThatIsTooLargeIsRefused() throws Exception {
        try (ConsoleServer server = application().start()) {
            HttpResponse<String> answer = ConsoleClient.of(server.address(), "operator")
                    .send(
                            "POST",
                            "api/v1/operate",
                            "{\"a\":\"" + "x".repeat(1 << 20) + "\"}",
                            Stream.concat(Stream.of(OWN), Stream.of("X-Claim-Dispatch-Token", token("operator")))
                                    .toArray(String[]::new));

            assertThat(answer.statusCode()).isEqualTo(413);
            assertThat(answer.body()).contains("CLAIM0282");
            assertThat(changes).hasValue(0);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"1e99999999999", "-1e-99999999999", "1E2147483648"})
    void aNumberThatNobodyCanWorkOutIsRefused(String number) throws Exception {
        for (String body : List.of("{\"a\":" + number + "}", "{\"a\":[" + number + "]}")) {
            refusesNumber(body);
        }
    }

    @Test
    void aNumberOfAMillionDigitsIsRefusedBeforeItIsWorkedOut() throws Exception {
        refusesNumber("{\"a\":1" + "0".repeat(1_000_000) + "}");
        refusesNumber("{\"a\":1" + "0".repeat(100) + "}");
    }

    private void refusesNumber(String body) throws Exception {
        try (ConsoleServer server = application().start()) {
            HttpResponse<String> answer = ConsoleClient.of(server.address(), "operator")
                    .send(
                            "POST",
                            "api/v1/operate",
                            body,
                            Stream.concat(Stream.of(OWN), Stream.of("X-Claim-Dispatch-Token", token("operator")))
                                    .toArray(String[]::new));

            assertThat(answer.statusCode()).isEqualTo(400);
            assertThat(answer.body()).contains("CLAIM0271", "the number ").hasSizeLessThan(2_000);
            assertThat(changes).hasValue(0);
        }
    }

    @Test
    void aBodyHasNoMemberThatTheRouteDoesNotKnow() throws Exception {
        try (ConsoleServer server = application().start()) {
            HttpResponse<String> answer = ConsoleClient.of(server.address(), "operator")
                    .send(
                            "POST",
                            "api/v1/operate",
                            "{\"resaon\":\"x\"}",
                            Stream.concat(Stream.of(OWN), Stream.of("X-Claim-Dispatch-Token", token("operator")))
                                    .toArray(String[]::new));

            assertThat(answer.body()).contains("CLAIM0270", "resaon");
            assertThat(changes).hasValue(0);
        }
    }

    private static final String[] FRAMED = {
        "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "navigate", "Sec-Fetch-Dest", "iframe"
    };

    @Test
    void aPageThatTheSettingsNameShowsTheConsoleInAFrameAndNoOtherDoes() throws Exception {
        try (ConsoleServer server = application()
                .set("console.frame-ancestors", "https://ops.example.com")
                .start()) {
            ConsoleClient viewer = ConsoleClient.of(server.address(), "viewer");

            HttpResponse<String> page = viewer.get("", FRAMED);
            assertThat(page.statusCode()).isEqualTo(200);
            assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                    .contains("frame-ancestors https://ops.example.com;");
            assertThat(viewer.get("api/v1/view", FRAMED).body()).contains("CLAIM0264");
            assertThat(viewer.get("", "Sec-Fetch-Site", "same-site", "Sec-Fetch-Mode", "no-cors")
                            .body())
                    .contains("CLAIM0264");
        }
        try (ConsoleServer server = application().start()) {
            assertThat(ConsoleClient.of(server.address(), "viewer")
                            .get("", FRAMED)
                            .body())
                    .contains("CLAIM0264");
        }
    }

    @Test
    void anAnswerThatTheClientHasIsNotSentAgain() throws Exception {
        try (ConsoleServer server = application().start()) {
            ConsoleClient viewer = ConsoleClient.of(server.address(), "viewer");
            String tag = viewer.get("api/v1/view").headers().firstValue("ETag").orElseThrow();

            HttpResponse<String> again = viewer.get("api/v1/view", "If-None-Match", tag);

            assertThat(again.statusCode()).isEqualTo(304);
            assertThat(again.body()).isEmpty();
            assertThat(viewer.get("api/v1/view", "If-None-Match", "\"x\", W/" + tag)
                            .statusCode())
                    .isEqualTo(304);
            assertThat(viewer.get("api/v1/view", "If-None-Match", "\"x\"").statusCode())
                    .isEqualTo(200);
        }
    }
}
