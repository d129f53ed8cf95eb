package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.cluster.items.ItemsProcessor;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Two WildFly servers with one database, and jobs that a test follows from one to the other. */
abstract class BatchCluster {

    static final String TYPE = "batch.items";
    static final Duration LONGEST = Duration.ofMinutes(2);
    static final List<Integer> ALL =
            IntStream.range(0, ItemsProcessor.ITEMS).boxed().toList();

    static Cluster cluster;
    static ServerNode first;
    static ServerNode second;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start("batch");
        Map<String, String> settings = Map.of("lease", "PT3S", "retry.initial-delay", "PT0.1S", "drain", "PT1S");
        first = cluster.unstarted("node-1", application(), settings);
        second = cluster.unstarted("node-2", application(), settings);
        LogsOfFailures.of(cluster);
    }

    static WebArchive application() {
        return Cluster.application()
                .addPackage(ItemsProcessor.class.getPackage())
                .addAsResource("cluster/items.xml", "META-INF/batch-jobs/items.xml")
                .addAsResource("cluster/once.xml", "META-INF/batch-jobs/once.xml");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    static void bothRun() throws IOException {
        beginToRun(first);
        beginToRun(second);
        first.awaitReady();
        second.awaitReady();
    }

    static void onlyTheFirstRuns() throws IOException {
        beginToRun(first);
        if (second.isAlive()) {
            second.kill9();
        }
        first.awaitReady();
    }

    /** The second boots meanwhile, which tells nothing of the test, but is needed for the next ones. */
    static void theFirstRuns() throws IOException {
        beginToRun(first);
        first.awaitReady();
        beginToRun(second);
    }

    static void beginToRun(ServerNode node) throws IOException {
        if (!node.isAlive()) {
            node.start();
        }
    }

    static Items publish(ServerNode node, String type, int millis, int failures) throws Exception {
        Cluster.publish(node, type, 1, millis, failures);
        return new Items(cluster.database().number("SELECT max(id) FROM action_logs WHERE type = '" + type + "'"));
    }

    /** A job in its middle. Which node claims its row is the nodes' own affair. */
    record Running(Items items, ServerNode node, ServerNode other) {}

    static Running untilInTheMiddle() throws Exception {
        Items items = publish(first, TYPE, 50, 0);
        return await("35 items are read")
                .atMost(LONGEST)
                .until(
                        () -> isInTheMiddle(items, first)
                                ? new Running(items, first, second)
                                : isInTheMiddle(items, second) ? new Running(items, second, first) : null,
                        Objects::nonNull);
    }

    static boolean isInTheMiddle(Items items, ServerNode node) throws IOException {
        return !node.boots().isEmpty() && items.of(node.boot(), "READ").size() >= 35;
    }

    /** Some items of a chunk are read, and none of it is written. */
    static void killBetweenCheckpoints(Items items, ServerNode node) {
        node.kill9When(() -> {
            int read = items.of(node.boot(), "READ").size();
            int written = items.of(node.boot(), "WRITE").size();
            return written % 10 == 0 && read > written && read < written + 10;
        });
    }

    /** What it publishes it mostly claims, too, since it is the first to know. */
    static void untilItHasRunOne(ServerNode node) throws Exception {
        Items items;
        do {
            items = publish(node, TYPE, 0, 0);
            awaitProcessed(items);
        } while (items.of(node.boot(), "READ").isEmpty());
    }

    static void awaitProcessed(Items items) {
        await(items + " is processed")
                .atMost(LONGEST)
                .until(() -> cluster.database()
                                .number("SELECT count(*) FROM action_logs WHERE state = 'PROCESSED' AND id = "
                                        + items.row())
                        == 1);
    }

    /** How many job instances belong to the row, and how many executions of them. */
    static void assertInstances(Items items, int instances, int executions) throws SQLException {
        assertThat(cluster.database().number("SELECT count(DISTINCT jobinstanceid)" + executionsOf(items)))
                .isEqualTo(instances);
        assertThat(cluster.database().number("SELECT count(*)" + executionsOf(items)))
                .isEqualTo(executions);
    }

    static String executionsOf(Items items) {
        return " FROM job_execution WHERE jobparameters LIKE E'%claimDispatch.id = " + items.row() + "\\n%'";
    }

    static void assertFailed(Items items, int times) throws SQLException {
        assertThat(cluster.database().number("SELECT fail_count FROM action_logs WHERE id = " + items.row()))
                .isEqualTo(times);
        assertThat(cluster.database()
                        .number("SELECT count(*) FROM action_logs WHERE reason IS NOT NULL AND id = " + items.row()))
                .isZero();
    }

    static void assertGoneOn(Items items, ServerNode.Boot killed, ServerNode.Boot after) throws IOException {
        List<Integer> written = items.of(killed, "WRITE");
        assertThat(written).hasSizeBetween(10, 90).isEqualTo(ALL.subList(0, written.size()));
        assertThat(items.of(killed, "READ")).as("between two checkpoints").hasSizeGreaterThan(written.size());
        assertThat(items.of(after, "READ")).isEqualTo(ALL.subList(written.size(), ALL.size()));
        assertThat(items.of(cluster, "WRITE")).containsExactlyInAnyOrderElementsOf(ALL);
    }

    /** What the one has done, and the other after it, is each item once, in their order. */
    static void assertGoneOnElsewhere(Running job) throws IOException {
        for (String what : List.of("READ", "WRITE")) {
            List<Integer> before = job.items().of(job.node().boot(), what);
            List<Integer> after = job.items().of(job.other().boot(), what);
            assertThat(after).as(what).isNotEmpty();
            assertThat(Stream.concat(before.stream(), after.stream())).as(what).containsExactlyElementsOf(ALL);
            assertThat(job.items().of(cluster, what)).as(what).hasSameSizeAs(ALL);
        }
    }

    /** The column of the row. */
    static @Nullable String text(Items items, String column) throws SQLException {
        AtomicReference<@Nullable String> text = new AtomicReference<>();
        cluster.database()
                .forEach(
                        "SELECT " + column + " FROM action_logs WHERE id = " + items.row(),
                        row -> text.set(row.getString(1)));
        return text.get();
    }

    /**
     * From the beginning, by a new instance with the same parameters, those left out that belong to the attempt or to JBeret;
     * and the row says so in this way.
     */
    static void assertStartedAnew(Items items, String note) throws Exception {
        assertInstances(items, 2, 2);
        List<Long> executions = new ArrayList<>();
        List<Set<String>> parameters = new ArrayList<>();
        cluster.database()
                .forEach("SELECT jobexecutionid, jobparameters" + executionsOf(items) + " ORDER BY 1", row -> {
                    executions.add(row.getLong(1));
                    parameters.add(row.getString(2)
                            .lines()
                            .filter(line -> !line.matches("(claimDispatch\\.(claim|node|attempt)|jberet\\..*) = .*"))
                            .collect(Collectors.toSet()));
                });
        assertThat(parameters.get(0)).contains("items = 100").isEqualTo(parameters.get(1));
        assertThat(text(items, "reason"))
                .startsWith(note)
                .contains("execution " + executions.get(0) + " ", "execution " + executions.get(1) + " ");
        assertThat(text(items, "execution_id")).isEqualTo(executions.get(1).toString());
        List<Integer> written = items.of(cluster, "WRITE");
        assertThat(written).hasSizeBetween(110, 190);
        List<Integer> both = new ArrayList<>(ALL);
        both.addAll(ALL.subList(0, written.size() - ALL.size()));
        assertThat(written).containsExactlyInAnyOrderElementsOf(both);
    }
}
