package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.container.server.PostgreSql;
import io.claimdispatch.container.server.Server;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * The database accepts no connections for several ticks of the timer. Some servers would remove a timer that fails
 * twice.
 */
@ArquillianTest
@RunAsClient
class OutageIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();

    @ArquillianResource
    URI base;

    /** Without the wake-up only the timer finds anything. */
    @Deployment(testable = false)
    static WebArchive application() throws IOException {
        PostgreSql.start();
        return TestWar.plain(
                "outage",
                Map.of("datasource", Server.current().postgreSql(), "schema", "create", "wake-up", "false"),
                ShortWork.class,
                ShortWorkServlet.class);
    }

    @Test
    void the_timer_goes_on_after_the_database_was_away_for_several_ticks() throws Exception {
        Path file = Files.createTempFile("outage", ".txt");
        await().atMost(SOON).until(() -> publish(file));
        await().atMost(SOON).until(() -> ran(file) == 1);

        PostgreSql.letIn(false);
        try {
            await().during(Duration.ofSeconds(6)).atMost(SOON).until(() -> !publish(file));
        } finally {
            PostgreSql.letIn(true);
        }
        assertThat(ran(file)).isEqualTo(1);

        await().atMost(SOON).until(() -> publish(file));
        await().atMost(SOON).until(() -> ran(file) == 2);
    }

    private boolean publish(Path file) throws Exception {
        URI address = base.resolve("publish?rows=1&file=" + file);
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body()
                .equals("published");
    }

    private static long ran(Path file) throws IOException {
        return Files.readAllLines(file).size();
    }
}
