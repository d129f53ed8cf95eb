package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.cluster.items.ItemsProcessor;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A chunk job of a hundred items, with a checkpoint each ten, whose node ends in the middle. The job repository lies in the
 * PostgreSQL that both nodes use. The order is for less boots: those that need one node come before those that need both, and
 * those that end one come last.
 */
@ExtendWith(LogsOfFailures.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class BatchClusterIT {

    private static final String TYPE = "batch.items";
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final List<Integer> ALL =
            IntStream.range(0, ItemsProcessor.ITEMS).boxed().toList();

    private static Cluster cluster;
    private static ServerNode first;
    private static ServerNode second;

    @BeforeAll
    static void start() throws Exception {
        cluster = Cluster.start("batch");
        Map<String, String> settings = Map.of("lease", "PT3S", "retry.initial-delay", "PT0.1S", "drain", "PT1S");
        first = cluster.unstarted("node-1", application(), settings);
        second = cluster.unstarted("node-2", application(), settings);
        LogsOfFailures.of(cluster);
    }

    private static WebArchive application() {
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

    private static void bothRun() throws IOException {
        beginToRun(first);
        beginToRun(second);
        first.awaitReady();
        second.awaitReady();
    }

    private static void onlyTheFirstRuns() throws IOException {
        beginToRun(first);
        if (second.isAlive()) {
            second.kill9();
        }
        first.awaitReady();
    }

    /** The second boots meanwhile, which tells nothing of the test, but is needed for the next ones. */
    private static void theFirstRuns() throws IOException {
        beginToRun(first);
        first.awaitReady();
        beginToRun(second);
    }

    private static void beginToRun(ServerNode node) throws IOException {
        if (!node.isAlive()) {
            node.start();
        }
    }

    private static Items publish(ServerNode node, String type, int millis, int failures) throws Exception {
        Cluster.publish(node, type, 1, millis, failures);
        return new Items(cluster.database().number("SELECT max(id) FROM action_logs WHERE type = '" + type + "'"));
    }

    /** A job in its middle. Which node claims its row is the nodes' own affair. */
    private record Running(Items items, ServerNode node, ServerNode other) {}

    private static Running untilInTheMiddle() throws Exception {
        Items items = publish(first, TYPE, 50, 0);
        return await("35 items are read")
                .atMost(LONGEST)
                .until(
                        () -> isInTheMiddle(items, first)
                                ? new Running(items, first, second)
                                : isInTheMiddle(items, second) ? new Running(items, second, first) : null,
                        Objects::nonNull);
    }

    private static boolean isInTheMiddle(Items items, ServerNode node) throws IOException {
        return !node.boots().isEmpty() && items.of(node.boot(), "READ").size() >= 35;
    }

    /** Some items of a chunk are read, and none of it is written. */
    private static void killBetweenCheckpoints(Items items, ServerNode node) {
        node.kill9When(() -> {
            int read = items.of(node.boot(), "READ").size();
            int written = items.of(node.boot(), "WRITE").size();
            return written % 10 == 0 && read > written && read < written + 10;
        });
    }

    /** What it publishes it mostly claims, too, since it is the first to know. */
    private static void untilItHasRunOne(ServerNode node) throws Exception {
        Items items;
        do {
            items = publish(node, TYPE, 0, 0);
            awaitProcessed(items);
        } while (items.of(node.boot(), "READ").isEmpty());
    }

    private static void awaitProcessed(Items items) {
        await(items + " is processed")
                .atMost(LONGEST)
                .until(() -> cluster.database()
                                .number("SELECT count(*) FROM action_logs WHERE state = 'PROCESSED' AND id = "
                                        + items.row())
                        == 1);
    }

    /** How many job instances belong to the row, and how many executions of them. */
    private static void assertInstances(Items items, int instances, int executions) throws SQLException {
        assertThat(cluster.database().number("SELECT count(DISTINCT jobinstanceid)" + executionsOf(items)))
                .isEqualTo(instances);
        assertThat(cluster.database().number("SELECT count(*)" + executionsOf(items)))
                .isEqualTo(executions);
    }

    private static String executionsOf(Items items) {
        return " FROM job_execution WHERE jobparameters LIKE E'%claimDispatch.id = " + items.row() + "\\n%'";
    }

    private static void assertFailed(Items items, int times) throws SQLException {
        assertThat(cluster.database().number("SELECT fail_count FROM action_logs WHERE id = " + items.row()))
                .isEqualTo(times);
        assertThat(cluster.database()
                        .number("SELECT count(*) FROM action_logs WHERE reason IS NOT NULL AND id = " + items.row()))
                .isZero();
    }

    private static void assertGoneOn(Items items, ServerNode.Boot killed, ServerNode.Boot after) throws IOException {
        List<Integer> written = items.of(killed, "WRITE");
        assertThat(written).hasSizeBetween(10, 90).isEqualTo(ALL.subList(0, written.size()));
        assertThat(items.of(killed, "READ")).as("between two checkpoints").hasSizeGreaterThan(written.size());
        assertThat(items.of(after, "READ")).isEqualTo(ALL.subList(written.size(), ALL.size()));
        assertThat(items.of(cluster, "WRITE")).containsExactlyInAnyOrderElementsOf(ALL);
    }

    /** What the one has done, and the other after it, is each item once, in their order. */
    private static void assertGoneOnElsewhere(Running job) throws IOException {
        for (String what : List.of("READ", "WRITE")) {
            List<Integer> before = job.items().of(job.node().boot(), what);
            List<Integer> after = job.items().of(job.other().boot(), what);
            assertThat(after).as(what).isNotEmpty();
            assertThat(Stream.concat(before.stream(), after.stream())).as(what).containsExactlyElementsOf(ALL);
            assertThat(job.items().of(cluster, what)).as(what).hasSameSizeAs(ALL);
        }
    }

    /** The column of the row. */
    private static @Nullable String text(Items items, String column) throws SQLException {
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
    private static void assertStartedAnew(Items items, String note) throws Exception {
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

    @Test
    @Order(1)
    void a_job_whose_server_is_suspended_goes_on_when_it_is_resumed_and_is_not_started_twice() throws Exception {
        onlyTheFirstRuns();
        Items items = untilInTheMiddle().items();

        first.suspend(Duration.ZERO);
        await("the server has stopped the job")
                .atMost(LONGEST)
                .until(() -> cluster.database()
                                .number("SELECT count(*)" + executionsOf(items) + " AND batchstatus = 'STOPPED'")
                        > 0);
        first.resume();
        awaitProcessed(items);

        assertThat(items.of(cluster, "READ")).containsExactlyElementsOf(ALL);
        assertThat(items.of(cluster, "WRITE")).containsExactlyElementsOf(ALL);
        assertInstances(items, 1, 2);
        assertFailed(items, 0);
    }

    @Test
    @Order(2)
    void a_job_whose_server_stays_suspended_is_given_back_and_goes_on_once_it_is_resumed() throws Exception {
        onlyTheFirstRuns();
        Items items = untilInTheMiddle().items();

        first.suspend(Duration.ZERO);
        await("the row is given back")
                .atMost(LONGEST)
                .until(() -> cluster.database()
                                .number("SELECT count(*) FROM action_logs WHERE state = 'WAITING' AND id = "
                                        + items.row())
                        == 1);
        first.resume();
        awaitProcessed(items);

        assertThat(items.of(cluster, "READ")).containsExactlyElementsOf(ALL);
        assertThat(items.of(cluster, "WRITE")).containsExactlyElementsOf(ALL);
        assertInstances(items, 1, 2);
        assertFailed(items, 0);
    }

    @Test
    @Order(3)
    void a_job_whose_node_is_killed_between_checkpoints_goes_on_from_the_last_one_when_the_node_is_back()
            throws Exception {
        onlyTheFirstRuns();
        Items items = untilInTheMiddle().items();
        ServerNode.Boot killed = first.boot();
        killBetweenCheckpoints(items, first);
        assertThat(cluster.database().number("SELECT count(*)" + executionsOf(items) + " AND batchstatus = 'STARTED'"))
                .as("left behind by the crash")
                .isEqualTo(1);

        first.start();
        first.awaitReady();
        awaitProcessed(items);

        assertGoneOn(items, killed, first.boot());
        assertInstances(items, 1, 2);
        assertFailed(items, 1);
    }

    @Test
    @Order(4)
    void a_job_whose_restart_is_refused_is_started_anew_with_the_same_parameters_and_the_row_says_so()
            throws Exception {
        theFirstRuns();
        Items items = publish(first, "batch.once", 0, 1);

        awaitProcessed(items);

        assertStartedAnew(items, "CLAIM0080");
        assertThat(text(items, "errors")).contains("CLAIM0065").doesNotContain("CLAIM0064");
        assertThat(text(items, "errors"))
                .as("what the step threw, as JBeret tells")
                .contains("Caused by: java.lang.IllegalStateException: attempt 1 fails as it was told to");
    }

    @Test
    @Order(5)
    void a_job_whose_parameters_the_repository_has_no_room_for_is_a_dead_letter_at_the_first_attempt()
            throws Exception {
        theFirstRuns();
        Items items = publish(first, "batch.long", 0, 0);

        await().atMost(LONGEST).until(() -> "DEAD".equals(text(items, "state")));

        assertThat(text(items, "fail_count")).isEqualTo("1");
        assertThat(text(items, "errors"))
                .contains("CLAIM0086", "2900 in 'text'")
                .doesNotContain("xxx");
    }

    @Test
    @Order(6)
    void a_job_whose_application_is_undeployed_is_stopped_and_goes_on_elsewhere_with_no_item_twice() throws Exception {
        bothRun();
        Running job = untilInTheMiddle();
        Items items = job.items();

        job.node().undeploy();
        awaitProcessed(items);
        job.node().redeploy();

        assertGoneOnElsewhere(job);
        assertInstances(items, 1, 2);
        assertFailed(items, 0);
    }

    @Test
    @Order(7)
    void a_job_whose_node_is_killed_goes_on_from_its_checkpoint_on_a_node_that_has_run_this_job_before()
            throws Exception {
        bothRun();
        untilItHasRunOne(first);
        untilItHasRunOne(second);
        Running job = untilInTheMiddle();

        killBetweenCheckpoints(job.items(), job.node());
        awaitProcessed(job.items());

        assertGoneOn(job.items(), job.node().boot(), job.other().boot());
        assertInstances(job.items(), 1, 2);
        assertFailed(job.items(), 1);
    }

    @Test
    @Order(8)
    void a_job_whose_node_is_killed_before_it_has_stored_the_executions_id_is_found_and_goes_on() throws Exception {
        bothRun();
        cluster.database().execute("""
                CREATE FUNCTION not_stored() RETURNS trigger LANGUAGE plpgsql
                    AS 'BEGIN NEW.execution_id := NULL; RETURN NEW; END';
                CREATE TRIGGER not_stored BEFORE UPDATE OF execution_id ON action_logs FOR EACH ROW
                    WHEN (NEW.fail_count = 0) EXECUTE FUNCTION not_stored();
                """);
        try {
            Running job = untilInTheMiddle();
            assertThat(text(job.items(), "execution_id")).isNull();

            killBetweenCheckpoints(job.items(), job.node());
            awaitProcessed(job.items());

            assertGoneOn(job.items(), job.node().boot(), job.other().boot());
            assertInstances(job.items(), 1, 2);
            assertFailed(job.items(), 1);
        } finally {
            cluster.database().execute("DROP FUNCTION not_stored CASCADE");
        }
    }

    @Test
    @Order(9)
    void a_job_whose_server_is_shut_down_is_stopped_and_goes_on_elsewhere_with_no_item_twice() throws Exception {
        bothRun();
        Running job = untilInTheMiddle();
        Items items = job.items();

        job.node().stop();
        awaitProcessed(items);

        assertGoneOnElsewhere(job);
        assertInstances(items, 1, 2);
        assertFailed(items, 0);
    }

    @Test
    @Order(10)
    void a_job_that_is_abandoned_after_the_death_of_its_node_is_started_anew_and_the_row_says_so() throws Exception {
        bothRun();
        Running job = untilInTheMiddle();

        // so that no node recovers it before an operator has abandoned it
        try (Connection lock = cluster.database().connect();
                Statement statement = lock.createStatement()) {
            lock.setAutoCommit(false);
            statement.execute(
                    "SELECT FROM action_logs WHERE id = " + job.items().row() + " FOR UPDATE");
            job.node().kill9();
            cluster.database()
                    .execute("UPDATE job_execution SET batchstatus = 'ABANDONED' WHERE jobexecutionid = "
                            + text(job.items(), "execution_id"));
        }
        awaitProcessed(job.items());

        assertStartedAnew(job.items(), "CLAIM0081");
        assertThat(job.items().of(job.other().boot(), "READ")).isEqualTo(ALL);
    }
}
