package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
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
class BatchClusterIT extends BatchCluster {

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
