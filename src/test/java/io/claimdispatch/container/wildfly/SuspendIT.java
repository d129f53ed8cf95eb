package io.claimdispatch.container.wildfly;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.Publisher;
import io.claimdispatch.RunReport;
import io.claimdispatch.Scheduler;
import io.claimdispatch.container.HeldWork;
import io.claimdispatch.container.RowCounts;
import io.claimdispatch.container.ShortWork;
import io.claimdispatch.container.TestWar;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import javax.management.ObjectName;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * WildFly is suspended and resumed under load. The operation is called by JMX, from a request that began before: others would
 * not come in.
 */
@ArquillianTest
class SuspendIT {

    private static final int ROWS = 3_000;
    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Publisher publisher;

    @Inject
    Scheduler scheduler;

    @Inject
    RowCounts rows;

    @Deployment
    static WebArchive application() {
        return TestWar.of("suspend", Map.of("drain", "PT2S"), RowCounts.class, ShortWork.class, HeldWork.class);
    }

    @Test
    void a_suspended_server_claims_nothing_and_a_resumed_one_runs_every_row_once() throws Exception {
        Path file = Files.createTempFile("suspend", ".txt");
        assertThat(count("WAITING")).isZero();
        publish(file, ROWS);
        await().atMost(SOON).until(() -> ran(file).size() > 200);

        server("suspend");
        try {
            await().during(Duration.ofSeconds(1))
                    .atMost(SOON)
                    .until(() -> count("CLAIMED") == 0
                            && count("PROCESSED") == ran(file).size());
            assertThat(state()).as("it waits for this request").isEqualTo("SUSPENDING");
            long processed = count("PROCESSED");
            assertThat(processed).isLessThan(ROWS);
            publish(file, 1);

            await().during(Duration.ofSeconds(2)).atMost(SOON).until(() -> count("WAITING") == ROWS + 1 - processed);
            assertThat(scheduler.runOnce()).isEqualTo(RunReport.NOTHING);
            assertThat(ran(file)).hasSize((int) processed);
        } finally {
            server("resume");
        }

        await().atMost(SOON).until(() -> count("PROCESSED") == ROWS + 1);
        assertThat(ran(file)).hasSize(ROWS + 1).doesNotHaveDuplicates();
        assertThat(count("FAILED_ATTEMPTS")).isZero();
    }

    @Test
    void a_task_that_outlasts_the_limit_of_a_suspension_is_given_back_and_runs_again_after_the_resume()
            throws Exception {
        Path file = Files.createTempFile("held", ".txt");
        // on this thread, which has the names of the application, unlike the one that waits
        assertThat(rows.of("held.suspended").get("WAITING")).isZero();
        publisher.publish(
                draft -> draft.type("held.suspended").eligibleNow().payload(new ShortWork.Noted(file.toString())));
        await().atMost(SOON).until(() -> ran(file).size() == 1);

        server("suspend");
        try {
            await().atMost(SOON).until(() -> rows.of("held.suspended").get("WAITING") == 1);
            assertThat(rows.of("held.suspended").get("CLAIMED")).isZero();
            assertThat(ran(file)).hasSize(1);
        } finally {
            server("resume");
        }

        await().atMost(SOON).until(() -> rows.of("held.suspended").get("PROCESSED") == 1);
        assertThat(ran(file)).hasSize(2);
        assertThat(rows.of("held.suspended").get("FAILED_ATTEMPTS")).isZero();
    }

    private void publish(Path file, int count) {
        publisher.publishAll(
                IntStream.range(0, count).boxed().toList(),
                (i, draft) ->
                        draft.type("short.suspended").eligibleNow().payload(new ShortWork.Noted(file.toString())));
    }

    private long count(String what) throws SQLException {
        return rows.of("short.suspended").get(what);
    }

    private static List<String> ran(Path file) throws Exception {
        return Files.readAllLines(file);
    }

    private static ObjectName root() throws Exception {
        return new ObjectName("jboss.as:management-root=server");
    }

    private static Object state() throws Exception {
        return ManagementFactory.getPlatformMBeanServer().getAttribute(root(), "suspendState");
    }

    private static void server(String operation) throws Exception {
        var server = ManagementFactory.getPlatformMBeanServer();
        var signature = List.of(server.getMBeanInfo(root()).getOperations()).stream()
                .filter(info -> info.getName().equals(operation))
                .findFirst()
                .orElseThrow()
                .getSignature();
        server.invoke(
                root(),
                operation,
                new Object[signature.length],
                List.of(signature).stream()
                        .map(parameter -> parameter.getType())
                        .toArray(String[]::new));
    }
}
