package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.store.TcpProxy;
import java.time.Duration;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two servers under work and faults for minutes. Run by the profile {@code soak}; {@code soak.minutes} says how long faults
 * are injected, {@code soak.seed} which.
 */
@ExtendWith(LogsOfFailures.class)
class Soak {

    /** With the build, the boot and the end it stays below twenty. */
    private static final int MOST_MINUTES = 14;

    private static final Duration SETTLING = Duration.ofMinutes(3);

    private static final Map<String, String> SETTINGS = Map.of(
            "lease", "PT6S",
            "database-timeout", "PT3S",
            // a WildFly that is suspended stops batch jobs of other nodes as well, and they cannot know that it was no
            // operator
            "batch.stopped", "retry",
            "retry.initial-delay", "PT0.2S",
            "retry.max-delay", "PT3S");

    @Test
    @Timeout(value = 19, unit = TimeUnit.MINUTES)
    void nothing_is_lost_and_nothing_is_done_twice_without_a_reason() throws Exception {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        Duration time = Duration.ofMinutes(Math.min(Integer.getInteger("soak.minutes", 10), MOST_MINUTES));
        say("soak.seed=" + seed + ", faults for " + time.toMinutes() + " minutes");
        Map<ServerNode, TcpProxy> nodes = new LinkedHashMap<>();
        try (Cluster cluster = Cluster.start("soak");
                OutsidePublisher publisher = new OutsidePublisher(cluster.database(), seed)) {
            LogsOfFailures.of(cluster);
            for (String name : List.of("node-1", "node-2")) {
                TcpProxy proxy = new TcpProxy(cluster.database()::port);
                nodes.put(cluster.node(name, proxy.port(), Cluster.application(), SETTINGS), proxy);
            }
            nodes.keySet().forEach(ServerNode::awaitReady);
            Faults faults = new Faults(cluster.database(), List.copyOf(nodes.keySet()), nodes, seed + 1);
            publisher.start();
            long end = System.nanoTime() + time.toNanos();
            while (System.nanoTime() - end < 0) {
                Fault fault = faults.next();
                say(LocalTime.now() + " " + fault.kind() + " of " + fault.nodes() + " for "
                        + (fault.until() - fault.from()) / 1000 + " ms");
            }
            Map<String, Kind> published = publisher.stop();
            settle(cluster.database());
            Verdict verdict = new Verdict(cluster.database(), published, cluster.attempts(), faults);
            verdict.lost().stream().limit(20).forEach(Soak::say);
            verdict.unexplained().stream().limit(20).forEach(Soak::say);
            say(verdict.line());
            assertThat(verdict.lost()).isEmpty();
            assertThat(verdict.unexplained()).isEmpty();
        } finally {
            for (TcpProxy proxy : nodes.values()) {
                proxy.close();
            }
        }
    }

    /** What is not final after this is lost, and the verdict says so. */
    private static void settle(ClusterDatabase database) {
        try {
            await().atMost(SETTLING)
                    .until(() ->
                            database.number("SELECT count(*) FROM action_logs WHERE state IN ('WAITING', 'CLAIMED')")
                                    == 0);
        } catch (ConditionTimeoutException e) {
            say("not everything has come to its end within " + SETTLING);
        }
    }

    private static void say(String line) {
        System.out.println(line);
    }
}
