package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.internal.store.TcpProxy;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.SoftAssertions;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Two servers under work and faults for minutes, the clock of one an hour ahead. Run by the profile {@code soak};
 * {@code soak.minutes} says how long faults are injected, {@code soak.seed} which.
 */
@ExtendWith(LogsOfFailures.class)
class Soak {

    /** With the build, the boot, the last fault and the end it stays below twenty. */
    private static final int MOST_MINUTES = 10;

    private static final Duration SETTLING = Duration.ofMinutes(3);

    private static final Duration AHEAD = Duration.ofHours(1);

    private static final Reasons.RetryDelays DELAYS =
            new Reasons.RetryDelays(Duration.ofMillis(200), Duration.ofSeconds(3));

    private static final Map<String, String> SETTINGS = Map.of(
            "lease", "PT6S",
            "database-timeout", "PT3S",
            // a WildFly that is suspended stops batch jobs of other nodes as well, and they cannot know that it was no
            // operator
            "batch.stopped", "retry",
            "retry.initial-delay", DELAYS.initial().toString(),
            "retry.max-delay", DELAYS.most().toString());

    @Test
    @Timeout(value = 16, unit = TimeUnit.MINUTES)
    void nothing_is_lost_and_nothing_is_done_twice_without_a_reason() throws Exception {
        long seed = Long.getLong("soak.seed", System.nanoTime());
        Duration time = Duration.ofMinutes(
                Math.max(1, Math.min(Integer.getInteger("soak.minutes", MOST_MINUTES), MOST_MINUTES)));
        say("soak.seed=" + seed + ", faults for " + time.toMinutes() + " minutes");
        Optional<Path> libfaketime =
                LibFaketime.find(Path.of(System.getProperty("build.dir", "target"), "libfaketime"));
        Map<ServerNode, TcpProxy> nodes = new LinkedHashMap<>();
        try (Cluster cluster = Cluster.start("soak");
                OutsidePublisher publisher = new OutsidePublisher(cluster.database()::connect, seed)) {
            LogsOfFailures.of(cluster);
            add(cluster, nodes, "node-1", WallClock.RIGHT);
            add(
                    cluster,
                    nodes,
                    "node-2",
                    libfaketime.map(library -> WallClock.ahead(AHEAD, library)).orElse(WallClock.RIGHT));
            for (ServerNode node : nodes.keySet()) {
                node.awaitReady();
                verifyClock(node);
            }
            Faults faults = new Faults(cluster.database(), List.copyOf(nodes.keySet()), nodes, seed + 1);
            Floor floor = new Floor(time);
            publisher.start();
            inject(faults, floor, publisher, cluster.database());
            Map<String, Published> published = publisher.stop();
            settle(cluster.database());
            List<EndedRow> rows = EndedRow.all(cluster.database());
            Verdict verdict = new Verdict(
                    rows,
                    published,
                    cluster.attempts(),
                    new Reasons(faults.all(), faults.kills().all(), DELAYS));
            List<String> shortOf = floor.shortOf(rows.size(), faults.all());
            shortOf.forEach(each -> say("too little: " + each));
            say(verdict, faults, libfaketime.isPresent());
            SoftAssertions.assertSoftly(judged -> {
                judged.assertThat(verdict.lost()).isEmpty();
                judged.assertThat(verdict.unexplained()).isEmpty();
                judged.assertThat(shortOf).isEmpty();
            });
            assertThat(Effects.atVariance(cluster.database())).isEmpty();
        } finally {
            for (TcpProxy proxy : nodes.values()) {
                proxy.close();
            }
        }
    }

    private static void add(Cluster cluster, Map<ServerNode, TcpProxy> nodes, String name, WallClock clock)
            throws Exception {
        TcpProxy proxy = new TcpProxy(cluster.database()::port);
        nodes.put(cluster.node(name, proxy.port(), Cluster.application(), SETTINGS, clock), proxy);
    }

    /** A clock that is believed to be wrong, and is not, would show nothing. */
    private static void verifyClock(ServerNode node) throws Exception {
        Duration ahead = Duration.between(Instant.now(), Cluster.clock(node));
        say("the clock of " + node.name() + " is " + ahead.toMinutes() + " minutes ahead");
        assertThat(ahead.minus(node.boot().clock().ahead()).abs()).isLessThan(Duration.ofMinutes(1));
    }

    /** Until the time is over, and until nothing is missing that there has to be in that time. */
    private static void inject(Faults faults, Floor floor, OutsidePublisher publisher, ClusterDatabase database)
            throws Exception {
        long end = System.nanoTime() + floor.time().toNanos();
        faults.quiet();
        while (System.nanoTime() - end < 0 || !floor.missing(faults.all()).isEmpty()) {
            Fault fault = faults.next();
            say(LocalTime.now() + " " + fault.kind() + " of " + fault.nodes() + " for "
                    + (fault.until() - fault.from()) / 1000 + " ms");
            assertThat(Effects.atVariance(database)).isEmpty();
            publisher.verifyAlive();
            if (fault.kind() == Fault.Kind.BLACK_HOLE) {
                faults.awaitWork();
            }
            faults.quiet();
        }
        faults.awaitWork();
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

    private static void say(Verdict verdict, Faults faults, boolean clocksDiffer) {
        verdict.atOnce().forEach(each -> say("at once: " + each));
        verdict.lost().stream().limit(20).forEach(each -> say("lost: " + each));
        verdict.unexplained().stream().limit(20).forEach(each -> say("unexplained: " + each));
        Map<Fault.Kind, Integer> kinds = new TreeMap<>();
        faults.all().forEach(fault -> kinds.merge(fault.kind(), 1, Integer::sum));
        say("faults: " + kinds + "; at once in one node: "
                + verdict.atOnce().size() + "; unexplained: "
                + verdict.unexplained().size());
        say(
                clocksDiffer
                        ? "clocks: that of node-2 was " + AHEAD.toMinutes() + " minutes ahead"
                        : "clocks: alike, since Debian's package libfaketime was not to be had");
        say(verdict.line(faults.kills().all().size(), faults.all().size()));
    }

    private static void say(String line) {
        System.out.println(line.length() > 500 ? line.substring(0, 500) + " …" : line);
    }
}
