package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.container.server.Server;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The execution whose id is in the row is found where the server itself shows batch executions. */
@ArquillianTest
@RunAsClient
class BatchToolIT {

    private static final String NAME = "batchtool";

    @ArquillianResource
    URI base;

    @Deployment(testable = false)
    static WebArchive application() {
        return TestWar.of(
                        NAME,
                        Map.of("retry.max-attempts", "1"),
                        ImportBatchlet.class,
                        ImportProcessor.class,
                        ImportServlet.class,
                        Journal.class,
                        Order.class)
                .addAsResource("container/import.xml", "META-INF/batch-jobs/import.xml");
    }

    @ParameterizedTest
    @CsvSource({"good, COMPLETED", "bad, FAILED"})
    void the_servers_own_tool_shows_how_an_execution_has_ended(String number, String status) throws Exception {
        String execution = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(base.resolve("import?number=" + number))
                                .build(),
                        BodyHandlers.ofString())
                .body();

        String shown = Server.current().batchExecution(NAME, "import", Long.parseLong(execution));

        assertThat(shown).contains(status);
    }
}
