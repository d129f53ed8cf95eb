package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.container.host.HostIdentities;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.asset.StringAsset;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The console in applications of users: one with a login, whose customers are its viewers; one that has no login; and one
 * whose web.xml is complete, so that a server looks for no annotation and no fragment.
 */
@ArquillianTest
@RunAsClient
class ConsoleIT {

    private static final List<String> ADDRESSES = List.of("", "api/v1/me", "api/v1/rows", "api/v1/nothing", "nothing");

    private static final Map<String, String> OPEN =
            Map.of("console", "on", "console.roles.viewer", HostIdentities.ROLE, "claiming", "false");

    private static final String COMPLETE = """
            <web-app xmlns="https://jakarta.ee/xml/ns/jakartaee" version="6.0" metadata-complete="true"/>
            """;

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

    @Deployment(name = "complete", testable = false, order = 3)
    static WebArchive complete() {
        return TestWar.plain("consolecomplete", OPEN, PlainWork.class).setWebXML(new StringAsset(COMPLETE));
    }

    @Deployment(name = "off", testable = false, order = 4)
    static WebArchive off() {
        return TestWar.plain("consoleoff", Map.of("claiming", "false"), PlainWork.class);
    }

    private static URI console(URI host, String application) {
        return host.resolve("/" + application + "/claim-dispatch/");
    }

    private static int status(URI address) throws Exception {
        return HTTP.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                .statusCode();
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

    @ParameterizedTest
    @ValueSource(strings = {"consolenologin", "consolecomplete"})
    void an_application_without_a_login_opens_the_console_to_nobody(String application) throws Exception {
        for (String address : ADDRESSES) {
            assertThat(status(console(host, application).resolve(address)))
                    .as(address)
                    .isIn(401, 403);
        }
    }

    @Test
    void what_is_switched_off_is_not_there() throws Exception {
        for (String address : ADDRESSES) {
            assertThat(status(console(host, "consoleoff").resolve(address)))
                    .as(address)
                    .isEqualTo(404);
        }
    }
}
