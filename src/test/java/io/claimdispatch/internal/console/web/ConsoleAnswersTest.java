package io.claimdispatch.internal.console.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.console.api.ConsoleApi;
import io.claimdispatch.internal.console.api.TestApi;
import io.claimdispatch.internal.console.security.Permission;
import io.claimdispatch.internal.console.security.TestTokens;
import java.net.URI;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How the console answers over HTTP: headers, errors, methods, bodies, the files of its page, and frames. */
class ConsoleAnswersTest extends SecuredConsole {

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
    void anUnexpectedExceptionIsNotShown() throws Exception {
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
    void aMethodThatAnAddressDoesNotHaveIsAnsweredWithThoseThatItHas() throws Exception {
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
    void aNumberThatCannotBeEvaluatedIsRefused(String number) throws Exception {
        for (String body : List.of("{\"a\":" + number + "}", "{\"a\":[" + number + "]}")) {
            refusesNumber(body);
        }
    }

    @Test
    void aNumberOfAMillionDigitsIsRefusedBeforeItIsEvaluated() throws Exception {
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
