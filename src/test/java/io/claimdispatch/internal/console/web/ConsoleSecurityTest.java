package io.claimdispatch.internal.console.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.TestApi;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Who gets what from the console: asked over HTTP, of a servlet container that enforces what is declared, or does not. */
class ConsoleSecurityTest extends SecuredConsole {

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
    void aReadOnlyConsoleChangesNothingForAnyUser() throws Exception {
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
}
