package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.cluster.start.Ticker;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jboss.shrinkwrap.api.ShrinkWrap;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A WildFly that boots with applications whose start is refused, each for another reason. Unlike a deployment by command, one at
 * the boot is not rolled back when it fails: its timer stays. Each is corrected in its turn, while the others stay refused.
 */
class RefusedStartIT {

    private static final Duration SOON = Duration.ofMinutes(1);

    /** Seconds in which a start that was tried again would show. */
    private static final int TICKS = 5;

    private static final int ROWS = 20;

    private static BootingServer server;

    /** A setting that is refused. */
    enum Mistake {
        LIMIT("many"),
        CALENDAR("hour=25"),
        DATASOURCE("java:jboss/datasources/Nowhere"),
        TABLES("missing_logs");

        private final String value;

        Mistake(String value) {
            this.value = value;
        }

        private String setting() {
            return name().toLowerCase(Locale.ROOT);
        }

        private String application() {
            return setting() + ".war";
        }
    }

    @BeforeAll
    static void boot() throws Exception {
        server = BootingServer.create("refused", ServerTemplate.ONE_CONNECTION);
        for (Mistake mistake : Mistake.values()) {
            server.put(BootingServer.application(Map.of(mistake.setting(), mistake.value)), mistake.application());
        }
        server.node().start();
        for (Mistake mistake : Mistake.values()) {
            server.node().awaitFailed(mistake.application());
        }
        server.put(ShrinkWrap.create(WebArchive.class, "ticker.war").addClass(Ticker.class), "ticker.war");
        server.node().deploy("ticker.war");
        await().atMost(SOON).until(() -> ticks() > 0);
    }

    @AfterAll
    static void end() {
        if (server != null) {
            server.close();
        }
    }

    private static long ticks() throws IOException {
        Path file = Path.of(server.node().boot().attempts() + ".ticks");
        return Files.exists(file) ? Files.readAllLines(file).size() : 0;
    }

    @ParameterizedTest
    @EnumSource
    void after_a_start_that_was_refused_nothing_ticks_and_the_corrected_application_runs_each_row_once(Mistake mistake)
            throws Exception {
        server.database().execute("DELETE FROM action_logs");
        server.database()
                .execute("INSERT INTO action_logs (type, payload, end_at)"
                        + " SELECT 'one.last', '{}', now() FROM generate_series(1, " + ROWS + ")");
        List<String> lines = server.linesOfOurs();
        List<String> attempts = server.attempts();
        long begin = ticks();

        await().atMost(SOON).until(() -> ticks() >= begin + TICKS);

        assertThat(server.linesOfOurs()).isEqualTo(lines);
        assertThat(server.attempts()).isEqualTo(attempts);

        server.put(BootingServer.application(Map.of()), mistake.application());
        server.node().deploy(mistake.application());
        try {
            await().atMost(SOON)
                    .until(() -> server.database().number("SELECT count(*) FROM action_logs WHERE state = 'PROCESSED'")
                            == ROWS);
            assertThat(server.attempts()).as("a begin and an end of each").hasSize(attempts.size() + 2 * ROWS);
        } finally {
            server.node().undeploy(mistake.application());
        }
    }
}
