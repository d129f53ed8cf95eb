package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.container.host.HostIdentities;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The console in applications of users: with a login, whose customers are its viewers; without one; and switched off. */
@ArquillianTest
@RunAsClient
class ConsoleIT {

    private static final List<String> ADDRESSES = List.of("", "api/v1/me", "api/v1/rows", "api/v1/nothing", "nothing");

    private static final Map<String, String> OPEN =
            Map.of("console", "on", "console.roles.viewer", HostIdentities.ROLE, "claiming", "false");

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    @ArquillianResource
    @OperateOnDeployment("host")
    URI host;

    @Deployment(name = "host", testable = false, order = 1)
    static WebArchive host() {
        return HostWar.of("consolehost", OPEN);
    }

    @Deployment(name = "operators", testable = false, order = 2)
    static WebArchive operators() {
        Map<String, String> settings = new HashMap<>(OPEN);
        settings.put("console.roles.operator", HostIdentities.ROLE);
        return HostWar.of("consoleoperators", settings);
    }

    @Deployment(name = "nologin", testable = false, order = 3)
    static WebArchive withoutLogin() {
        return TestWar.plain("consolenologin", OPEN, PlainWork.class);
    }

    @Deployment(name = "off", testable = false, order = 4)
    static WebArchive off() {
        return TestWar.plain("consoleoff", Map.of("claiming", "false"), PlainWork.class);
    }

    private static URI console(URI host, String application) {
        return host.resolve("/" + application + "/claim-dispatch/");
    }

    private static HttpResponse<String> send(
            URI console, String user, String method, String path, String body, String... headers) throws Exception {
        byte[] login = (user + ":" + HostIdentities.PASSWORD).getBytes(StandardCharsets.UTF_8);
        HttpRequest.Builder request = HttpRequest.newBuilder(console.resolve("api/v1/" + path))
                .header("Authorization", "Basic " + Base64.getEncoder().encodeToString(login))
                .method(method, BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return HTTP.send(request.build(), BodyHandlers.ofString());
    }

    private static JsonObject json(HttpResponse<String> answer) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        try (JsonReader reader = Json.createReader(new StringReader(answer.body()))) {
            return reader.readObject();
        }
    }

    private static HttpResponse<String> get(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString());
    }

    @Test
    void a_user_with_the_role_sees_the_console_and_nobody_else_does() throws Exception {
        URI console = console(host, "consolehost");
        HostClient viewer = HostClient.customer(console);

        assertThat(viewer.get("")).contains("<script type=\"module\"");
        assertThat(viewer.get("api/v1/me")).contains(HostIdentities.CUSTOMER, "VIEW");
        assertThat(viewer.get("api/v1/overview")).contains("\"findings\"");
        assertThat(viewer.get("api/v1/rows")).contains("\"rows\"");
        for (String address : ADDRESSES) {
            assertThat(HostClient.of(console, "mallory", HostIdentities.PASSWORD)
                            .status("GET", address))
                    .as(address)
                    .isEqualTo(403);
            assertThat(HostClient.nobody(console).status("GET", address))
                    .as(address)
                    .isIn(401, 403);
        }
    }

    @Test
    void an_operator_acts_on_rows_and_types_and_a_viewer_does_not() throws Exception {
        URI console = console(host, "consoleoperators");
        String id = HostClient.customer(console.resolve("../")).post("api/customers/of-the-console");
        String token =
                json(send(console, HostIdentities.CUSTOMER, "GET", "me", "")).getString("token");
        String[] own = {
            "Content-Type",
            "application/json",
            "Origin",
            "http://" + console.getAuthority(),
            "X-Claim-Dispatch-Token",
            token
        };
        String row = "rows/" + id;
        String reason = "{\"reason\":\"a test\"}";
        Operator operator = (method, path, body, headers) -> send(
                console,
                HostIdentities.CUSTOMER,
                method,
                path,
                body,
                Stream.concat(Stream.of(own), Stream.of(headers)).toArray(String[]::new));

        String tag = send(console, HostIdentities.CUSTOMER, "GET", row, "")
                .headers()
                .firstValue("ETag")
                .orElseThrow();
        json(operator.send("POST", row + "/reschedule", "{\"delay\":3600000}", "If-Match", tag));
        assertThat(operator.send("POST", row + "/cancel", reason, "If-Match", tag)
                        .body())
                .contains("CLAIM0281");
        json(operator.send("POST", row + "/retry", reason));
        json(operator.send("POST", row + "/cancel", reason));
        assertThat(operator.send("POST", row + "/retry", reason).body()).contains("CLAIM0280");
        assertThat(json(operator.send("POST", row + "/requeue", reason))
                        .getJsonObject("row")
                        .getString("state"))
                .isEqualTo("WAITING");
        assertThat(json(send(console, HostIdentities.CUSTOMER, "GET", row + "/events", ""))
                        .getJsonArray("events")
                        .getValuesAs(JsonObject.class))
                .extracting(event -> event.getString("kind") + " " + event.getString("who"))
                .containsExactly("REQUEUE ada", "CANCEL ada", "RETRY_NOW ada", "RESCHEDULE ada");

        json(operator.send("POST", "pauses", "{\"type\":\"night.*\",\"reason\":\"a test\"}"));
        assertThat(json(operator.send("DELETE", "pauses/night.*", reason)).getJsonArray("pauses"))
                .isEmpty();
        assertThat(json(operator.send("POST", "run-once", "{\"limit\":1}"))).containsKey("claimed");
        assertThat(operator.send("POST", row + "/unmask", reason).body()).contains("CLAIM0262");

        // the same user, and the same row by its id, in an application whose operators have a role that nobody has
        URI viewers = console(host, "consolehost");
        for (String verb : List.of("retry", "reschedule", "cancel", "requeue")) {
            assertThat(send(viewers, HostIdentities.CUSTOMER, "POST", row + "/" + verb, reason, own)
                            .body())
                    .contains("CLAIM0262");
        }
        assertThat(send(viewers, HostIdentities.CUSTOMER, "DELETE", "pauses/night.*", reason, own)
                        .statusCode())
                .isEqualTo(403);
    }

    private interface Operator {
        HttpResponse<String> send(String method, String path, String body, String... headers) throws Exception;
    }

    @Test
    void an_application_without_a_login_opens_the_console_to_nobody() throws Exception {
        for (String address : ADDRESSES) {
            HttpResponse<String> answer = get(console(host, "consolenologin").resolve(address));

            // 500 is WildFly's own: Elytron has no mechanism for the login that the servlet asks for
            assertThat(answer.statusCode()).as(address).isIn(401, 403, 500);
            assertThat(answer.body()).as(address).doesNotContain("<script", "\"rows\"", "\"permission\"");
        }
    }

    @Test
    void what_is_switched_off_is_not_there() throws Exception {
        for (String address : ADDRESSES) {
            assertThat(get(console(host, "consoleoff").resolve(address)).statusCode())
                    .as(address)
                    .isEqualTo(404);
        }
    }
}
