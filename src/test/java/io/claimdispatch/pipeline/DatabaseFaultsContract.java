package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.store.Databases;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A database that goes, refuses, or has no room. */
abstract class DatabaseFaultsContract extends FaultsTest {

    DatabaseFaultsContract(Databases database) {
        super(database);
    }

    /** Makes every such statement on the table fail as on a full disk. */
    abstract void fillTheDisk(String statement) throws SQLException;

    abstract void makeRoom() throws SQLException;

    /** Lets this connection win a deadlock. */
    abstract void wins(Statement statement) throws SQLException;

    @AfterEach
    void room() throws SQLException {
        makeRoom();
    }

    @Test
    void sessions_that_are_terminated_again_and_again_cost_nothing() throws Exception {
        publish(2_000);
        Node node = running(counting().set("limit", "50"));

        for (int round = 1; round <= 8; round++) {
            int some = round * 100;
            until(() -> ran() > some);
            database.terminateOthers();
        }

        untilEachHasRunOnce(node, 2_000);
    }

    @Test
    void a_restart_of_the_database_in_mid_run_costs_nothing() throws Exception {
        publish(2_000);
        Node node = running(counting().set("limit", "50"));
        until(() -> ran() > 200);

        database.stop();
        database.startAgain();

        untilEachHasRunOnce(node, 2_000);
        long next = publishNow(node, "work");
        untilIs(next, ActionState.PROCESSED);
    }

    @Test
    void a_pool_without_a_free_connection_delays_rows_and_no_more() throws Exception {
        Gate gate = new Gate();
        TestPool small = new TestPool(database::connect, 2);
        Node node = running(counting()
                .connections(small)
                .on(
                        "held",
                        row -> Job.task(() -> {
                            gate.pass();
                            runs.computeIfAbsent(row.id(), id -> new AtomicInteger())
                                    .incrementAndGet();
                        })));
        byHand(node()).publisher().publish(d -> d.type("held").eligibleNow());
        until(() -> gate.arrived() == 1);
        List<Connection> held = new ArrayList<>();
        until(() -> {
            small.tryConnect().ifPresent(held::add);
            return held.size() == 2;
        });

        publish(20);
        gate.open();
        untilLater(Duration.ofSeconds(1));
        assertThat(count(ActionState.PROCESSED)).isZero();
        for (Connection connection : held) {
            connection.close();
        }

        untilEachHasRunOnce(node, 21);
        endNodes();
        small.close();
    }

    @Test
    void an_outcome_that_meets_a_deadlock_is_stored_afterwards() throws Exception {
        Gate gate = new Gate();
        Node node = running(counting()
                .set("database-timeout", "PT8S")
                .set("coordinators", "1")
                .on(
                        "held",
                        row -> Job.task(() -> {
                            gate.pass();
                            runs.computeIfAbsent(row.id(), id -> new AtomicInteger())
                                    .incrementAndGet();
                        })));
        List<Long> ids = byHand(node())
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(2), (n, d) -> d.type("held").eligibleNow())
                .stream()
                .map(PipelineTest::id)
                .toList();
        until(() -> gate.arrived() == 2);

        try (Connection outside = database.connect();
                Statement statement = outside.createStatement()) {
            outside.setAutoCommit(false);
            wins(statement);
            lock(statement, ids.get(1));
            gate.open();
            until(() -> database.waitingSessions() > 0);
            lock(statement, ids.get(0));
            outside.rollback();
        }

        untilEachHasRunOnce(node, 2);
    }

    private static void lock(Statement statement, long id) throws SQLException {
        statement.execute("UPDATE action_logs SET reason = 'mine' WHERE id = " + id);
    }

    @Test
    void a_publish_onto_a_full_disk_fails_with_its_cause_and_works_once_there_is_room() throws Exception {
        Publisher publisher = byHand(node()).publisher();
        fillTheDisk("INSERT");

        assertRefused(() -> publisher.publish(d -> d.type("work").eligibleNow()));
        assertRefused(() -> publisher.publish(d -> d.type("work").eligibleNow().idempotencyKey("1")));
        assertRefused(() -> publisher.publishAll(
                WorkflowContract.numbers(100), (n, d) -> d.type("work").eligibleNow()));
        assertThat(database.count("1 = 1")).isZero();
        makeRoom();

        publisher.publish(d -> d.type("work").eligibleNow());
        publisher.publish(d -> d.type("work").eligibleNow().idempotencyKey("1"));
        publisher.publishAll(
                WorkflowContract.numbers(100), (n, d) -> d.type("work").eligibleNow());
        assertThat(database.count("1 = 1")).isEqualTo(102);
    }

    private static void assertRefused(org.assertj.core.api.ThrowableAssert.ThrowingCallable publish) {
        assertThatThrownBy(publish)
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo("CLAIM0020"))
                .hasStackTraceContaining("no space left");
    }

    @Test
    void an_outcome_for_which_the_disk_has_no_room_is_kept_even_beyond_the_lease() throws Exception {
        Gate gate = new Gate();
        Node node = running(counting()
                .set("lease", "PT1S")
                .on(
                        "held",
                        row -> Job.task(() -> {
                            gate.pass();
                            runs.computeIfAbsent(row.id(), id -> new AtomicInteger())
                                    .incrementAndGet();
                        })));
        byHand(node())
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(3), (n, d) -> d.type("held").eligibleNow());
        until(() -> gate.arrived() == 3);

        fillTheDisk("UPDATE");
        gate.open();
        untilLater(Duration.ofSeconds(2));
        assertThat(count(ActionState.CLAIMED)).isEqualTo(3);
        makeRoom();

        untilEachHasRunOnce(node, 3);
    }
}
