package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.cluster.items.ItemsProcessor;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * A chunk job of a hundred items, with a checkpoint each ten, whose node ends in the middle. The job repository lies in the
 * PostgreSQL that both nodes use.
 */
@ExtendWith(LogsOfFailures.class)
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
        first = cluster.node("node-1", cluster.database().port(), application(), settings);
        second = cluster.node("node-2", cluster.database().port(), application(), settings);
        LogsOfFailures.of(cluster);
    }

    private static WebArchive application() {
        return Cluster.application()
                .addPackage(ItemsProcessor.class.getPackage())
                .addAsResource("cluster/items.xml", "META-INF/batch-jobs/items.xml");
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @BeforeEach
    void bothRun() throws Exception {
        for (ServerNode node : List.of(first, second)) {
            if (!node.isAlive()) {
                node.start();
            }
            node.awaitReady();
        }
    }

    /** Publishes one, which the node that publishes then also claims; it is the first to know. */
    private static Items run(ServerNode node, int millis) throws Exception {
        Cluster.publish(node, TYPE, 1, millis, 0);
        return new Items(cluster.database().number("SELECT max(id) FROM action_logs WHERE type = '" + TYPE + "'"));
    }

    private static Items untilInTheMiddle(ServerNode node) throws Exception {
        Items items = run(node, 50);
        await("35 items are read")
                .atMost(LONGEST)
                .until(() -> items.of(node.boot(), "READ").size() >= 35);
        return items;
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
        assertThat(items.of(cluster, "WRITE")).containsExactlyElementsOf(ALL);
    }

    @Test
    void a_job_whose_node_is_killed_between_checkpoints_goes_on_from_the_last_one_when_the_node_is_back()
            throws Exception {
        second.kill9();
        Items items = untilInTheMiddle(first);
        ServerNode.Boot killed = first.boot();
        first.kill9();
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
    void a_job_whose_node_is_killed_goes_on_from_its_checkpoint_on_a_node_that_has_run_this_job_before()
            throws Exception {
        awaitProcessed(run(second, 0));
        Items items = untilInTheMiddle(first);
        ServerNode.Boot killed = first.boot();

        first.kill9();
        awaitProcessed(items);

        assertGoneOn(items, killed, second.boot());
        assertInstances(items, 1, 2);
        assertFailed(items, 1);
    }

    @Test
    void a_job_whose_application_is_undeployed_is_stopped_and_goes_on_elsewhere_with_no_item_twice() throws Exception {
        Items items = untilInTheMiddle(first);

        first.undeploy();
        awaitProcessed(items);
        first.redeploy();

        assertThat(items.of(cluster, "READ")).containsExactlyElementsOf(ALL);
        assertThat(items.of(cluster, "WRITE")).containsExactlyElementsOf(ALL);
        assertThat(items.of(second.boot(), "READ")).isNotEmpty();
        assertInstances(items, 1, 2);
        assertFailed(items, 0);
    }

    @Test
    void a_job_whose_server_is_shut_down_is_stopped_and_goes_on_elsewhere_with_no_item_twice() throws Exception {
        Items items = untilInTheMiddle(first);

        first.stop();
        awaitProcessed(items);

        assertThat(items.of(cluster, "READ")).containsExactlyElementsOf(ALL);
        assertThat(items.of(cluster, "WRITE")).containsExactlyElementsOf(ALL);
        assertInstances(items, 1, 2);
        assertFailed(items, 0);
    }

    @Test
    void a_job_whose_server_is_suspended_goes_on_when_it_is_resumed_and_is_not_started_twice() throws Exception {
        second.kill9();
        Items items = untilInTheMiddle(first);

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
    void a_job_whose_server_stays_suspended_is_given_back_and_goes_on_once_it_is_resumed() throws Exception {
        second.kill9();
        Items items = untilInTheMiddle(first);

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
}
