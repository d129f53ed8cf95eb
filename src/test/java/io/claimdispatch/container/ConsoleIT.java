package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.container.host.HostIdentities;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
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

    @Deployment(name = "nologin", testable = false, order = 2)
    static WebArchive withoutLogin() {
        return TestWar.plain("consolenologin", OPEN, PlainWork.class);
    }

    @Deployment(name = "off", testable = false, order = 3)
    static WebArchive off() {
        return TestWar.plain("consoleoff", Map.of("claiming", "false"), PlainWork.class);
    }

    private static URI console(URI host, String application) {
        return host.resolve("/" + application + "/claim-dispatch/");
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
