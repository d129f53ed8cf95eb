package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jboss.arquillian.container.test.api.Deployer;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.container.test.api.OperateOnDeployment;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The application goes and comes again while it has work; another one, which has nothing of ours, looks at the table. */
@ArquillianTest
@RunAsClient
class RedeployIT {

    private static final int ROWS = 3_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    private final HttpClient http = HttpClient.newHttpClient();

    @ArquillianResource
    Deployer deployer;

    @ArquillianResource
    @OperateOnDeployment("looker")
    URI looker;

    @Deployment(name = "looker", testable = false, order = 1)
    static WebArchive looker() {
        return ShrinkWrap.create(WebArchive.class, "looker.war").addClasses(RowCounts.class, RowCountsServlet.class);
    }

    @Deployment(name = "redeployed", managed = false, testable = false, order = 2)
    static WebArchive application() {
        return TestWar.plain("redeployed", Map.of(), ShortWork.class, ShortWorkServlet.class);
    }

    @Test
    void undeploying_and_redeploying_under_load_loses_nothing_and_runs_nothing_twice() throws Exception {
        Path file = Files.createTempFile("redeploy", ".txt");
        deployer.deploy("redeployed");
        try {
            get(looker.resolve("/redeployed/publish?rows=" + ROWS + "&file=" + file));
            for (int more = 200; more <= 1_000; more += 400) {
                int enough = more;
                await().atMost(SOON).until(() -> ran(file).size() > enough);

                deployer.undeploy("redeployed");

                String left = counts();
                assertThat(left).contains("CLAIMED=0", "PROCESSED=" + ran(file).size() + ",", "FAILED_ATTEMPTS=0");
                deployer.deploy("redeployed");
            }
            await().atMost(SOON).until(() -> counts().contains("PROCESSED=" + ROWS + ","));
        } finally {
            deployer.undeploy("redeployed");
        }

        assertThat(ran(file)).hasSize(ROWS).doesNotHaveDuplicates();
        assertThat(counts()).contains("FAILED_ATTEMPTS=0");
    }

    private static List<String> ran(Path file) throws IOException {
        return Files.readAllLines(file);
    }

    private String counts() throws Exception {
        return get(looker.resolve("counts?type=short.redeployed"));
    }

    private String get(URI address) throws Exception {
        return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.ofString())
                .body();
    }
}
