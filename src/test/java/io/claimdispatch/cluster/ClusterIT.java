package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.cluster.Attempts.Attempt;
import io.claimdispatch.cluster.Attempts.Ending;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Two servers, each a process of its own, on one PostgreSQL. What ran is counted outside of the database. */
@ExtendWith(LogsOfFailures.class)
class ClusterIT {

    private static final int ROWS = 20_000;
    private static final Duration LONGEST = Duration.ofMinutes(2);

    private static Cluster cluster;
    private static ServerNode first;
    private static ServerNode second;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start("two");
        Map<String, String> settings = Map.of("lease", "PT5S", "retry.initial-delay", "PT0.1S");
        int port = cluster.database().port();
        first = cluster.node("node-1", port, Cluster.application(), settings);
        second = cluster.node("node-2", port, Cluster.application(), settings);
        LogsOfFailures.of(cluster);
        first.awaitReady();
        second.awaitReady();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Test
    void two_nodes_share_the_rows_and_each_runs_once() throws Exception {
        Cluster.publish(first, "work.shared", ROWS, 5, 0);

        awaitProcessed("work.shared", ROWS);

        Set<Long> rows = rows("work.shared");
        Attempts attempts = cluster.attempts();
        assertThat(rows).hasSize(ROWS);
        assertThat(rows.stream().filter(row -> attempts.of(row).size() != 1 || attempts.done(row) != 1))
                .as("rows that did not run once")
                .isEmpty();
        assertThat(List.of(first, second))
                .allSatisfy(node -> assertThat(attempts.count(attempt ->
                                rows.contains(attempt.row()) && attempt.boot().startsWith(node.name())))
                        .isGreaterThan(ROWS / 10));
    }

    @Test
    void only_the_rows_that_a_killed_node_held_run_again() throws Exception {
        Kills kills = new Kills(cluster.database());
        int published = 0;
        for (int round = 1; round <= 3; round++) {
            int part = round < 3 ? ROWS / 3 : ROWS - published;
            publishAndAwaitWork("work.killed", part);
            published += part;
            kills.kill(second, ClusterIT::isSecondInTheMiddle);
            second.start();
            second.awaitReady();
        }

        awaitProcessed("work.killed", ROWS);

        Set<Long> rows = rows("work.killed");
        Attempts attempts = cluster.attempts();
        System.out.println("rows=" + rows.size() + " attempts="
                + attempts.count(attempt -> rows.contains(attempt.row())) + " kills="
                + kills.all().size()
                + " in flight then="
                + rows.stream().filter(row -> kills.met(row) > 0).count() + " duplicates="
                + rows.stream().filter(row -> attempts.done(row) > 1).count());
        assertThat(rows).hasSize(ROWS);
        assertThat(rows).as("lost").allMatch(row -> attempts.done(row) >= 1);
        assertThat(rows.stream().filter(row -> attempts.done(row) > 1))
                .as("done twice, and not in the hands of a node that was killed")
                .allMatch(row -> kills.met(row) > 0);
        assertThat(rows.stream().filter(row -> attempts.of(row).size() > 1))
                .as("begun more often than a kill explains")
                .allMatch(row -> attempts.of(row).size() <= 1 + kills.met(row));
        assertThat(rows).allSatisfy(row -> assertOneAfterTheOther(attempts.of(row), kills));
        assertThat(kills.all()).allSatisfy(kill -> {
            assertThat(kill.inFlight()).isNotEmpty();
            assertThat(attempts.count(each -> each.boot().equals(kill.boot()) && each.ending() == Ending.NONE))
                    .as("attempts that the kill has met in the middle")
                    .isPositive();
        });
        assertTheTableSaysSo(rows, kills);
    }

    /** Whether tasks run on the second node. */
    private static boolean isSecondInTheMiddle() throws IOException {
        String boot = second.boot().name();
        return cluster.attempts().count(each -> each.boot().equals(boot) && each.ending() == Ending.NONE) > 0;
    }

    @Test
    void the_effects_of_atomic_tasks_are_there_once_and_only_with_their_rows_although_a_node_is_killed()
            throws Exception {
        int rows = ROWS / 4;
        Kills kills = new Kills(cluster.database());
        publishAndAwaitWork("atomic.killed", rows);

        Kills.Kill kill = kills.kill(second, ClusterIT::isSecondInTheMiddle);

        assertThat(Effects.atVariance(cluster.database())).as("after the kill").isEmpty();
        awaitProcessed("atomic.killed", rows);
        second.start();
        second.awaitReady();
        Attempts attempts = cluster.attempts();
        assertThat(attempts.count(each -> each.boot().equals(kill.boot()) && each.ending() == Ending.NONE))
                .as("attempts that the kill has met in the middle")
                .isPositive();
        assertThat(Effects.atVariance(cluster.database())).isEmpty();
        assertThat(cluster.database().number("SELECT count(*) FROM effects")).isEqualTo(rows);
    }

    @Test
    void a_node_whose_application_is_redeployed_loses_nothing_and_runs_nothing_twice() throws Exception {
        int rows = ROWS / 4;
        publishAndAwaitWork("work.redeployed", rows);

        second.redeploy();

        awaitProcessed("work.redeployed", rows);
        Attempts attempts = cluster.attempts();
        assertThat(rows("work.redeployed"))
                .hasSize(rows)
                .allMatch(row -> attempts.of(row).size() == 1 && attempts.done(row) == 1);
        assertThat(cluster.database().number("SELECT sum(fail_count) FROM action_logs WHERE type = 'work.redeployed'"))
                .isZero();
    }

    /** Never two live leases: an attempt begins only after the one before it has ended, or its node has. */
    private static void assertOneAfterTheOther(List<Attempt> attempts, Kills kills) {
        for (int i = 1; i < attempts.size(); i++) {
            Attempt before = attempts.get(i - 1);
            long end = before.ending() == Ending.NONE
                    ? kills.of(before.boot()).orElseThrow().at()
                    : before.end();
            assertThat(attempts.get(i).begin()).as("%s", attempts).isGreaterThanOrEqualTo(end);
        }
    }

    /** Each row has failed once for each kill that met it, by the lease of the node that was killed, and not otherwise. */
    private static void assertTheTableSaysSo(Set<Long> rows, Kills kills) throws SQLException {
        Map<Long, Integer> failed = new HashMap<>();
        cluster.database()
                .forEach(
                        "SELECT id, fail_count, (length(errors) - length(replace(errors, 'CLAIM0064', ''))) / 9"
                                + " FROM action_logs WHERE type = 'work.killed' AND fail_count > 0",
                        row -> {
                            failed.put(row.getLong(1), row.getInt(2));
                            assertThat(row.getInt(3)).isEqualTo(row.getInt(2));
                        });
        assertThat(rows).allMatch(row -> failed.getOrDefault(row, 0) == kills.met(row));
    }

    /** Returns when the second node is in the middle of it. */
    private static void publishAndAwaitWork(String type, int rows) throws Exception {
        long noted = second.boot().noted();
        Cluster.publish(first, type, rows, 10, 0);
        await("the node works")
                .atMost(LONGEST)
                .pollInterval(Duration.ofMillis(10))
                .until(() -> second.boot().noted() > noted + 10_000);
    }

    private static void awaitProcessed(String type, int rows) {
        await(type + " is processed")
                .atMost(LONGEST)
                .until(() -> cluster.database()
                                .number("SELECT count(*) FROM action_logs WHERE state = 'PROCESSED' AND type = '" + type
                                        + "'")
                        == rows);
    }

    private static Set<Long> rows(String type) throws SQLException {
        return cluster.database().numbers("SELECT id FROM action_logs WHERE type = '" + type + "'");
    }
}
