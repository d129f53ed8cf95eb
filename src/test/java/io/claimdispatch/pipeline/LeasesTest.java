package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** Who holds a row, and for how long. Where heartbeats must come in time, a lease has room for a machine that is busy. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class LeasesTest extends PipelineTest {

    private static final String ENDED = "UPDATE action_logs SET lease_until = TIMESTAMP '2020-01-01 00:00:00'";

    LeasesTest(Databases database) {
        super(database);
    }

    @Test
    void a_worker_whose_lease_has_ended_cannot_complete_the_row_and_is_reported() throws Exception {
        Gate gate = new Gate();
        Node stale = running(node().on("work", row -> Job.task(gate::pass)));
        Node other = running(node().on("work", row -> Job.task(() -> {})));
        other.cut(true);
        long id = publishNow(stale, "work");
        until(() -> gate.arrived() == 1);
        stale.cut(true);
        other.cut(false);
        database.execute(ENDED);
        other.loop().recover();
        untilIs(id, ActionState.PROCESSED);
        Instant processed = database.time("processed_at", id);
        String claim = database.text("claim_token", id);

        gate.open();
        stale.cut(false);
        until(() -> stale.loop().lostLeases() == 1 && stale.loop().inFlight() == 0);

        assertThat(database.text("state", id)).isEqualTo("PROCESSED");
        assertThat(database.time("processed_at", id)).isEqualTo(processed);
        assertThat(database.text("claim_token", id)).isEqualTo(claim);
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(stale.loop().leases()).isZero();
        assertThat(other.loop().lostLeases()).isZero();
    }

    @Test
    void a_stale_failure_does_not_touch_the_row_either() throws Exception {
        Gate gate = new Gate();
        Gate second = new Gate();
        Node stale = running(node().on(
                        "work",
                        row -> Job.task(() -> {
                            gate.pass();
                            throw new IllegalStateException("too late");
                        })));
        Node other = running(node().on("work", row -> Job.task(second::pass)));
        other.cut(true);
        long id = publishNow(stale, "work");
        until(() -> gate.arrived() == 1);
        stale.cut(true);
        other.cut(false);
        database.execute(ENDED);
        other.loop().recover();
        until(() -> second.arrived() == 1);

        gate.open();
        stale.cut(false);
        until(() -> stale.loop().lostLeases() == 1);

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(database.text("errors", id)).doesNotContain("too late");
        second.open();
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void a_job_longer_than_its_lease_runs_once_thanks_to_heartbeats() throws Exception {
        Gate gate = new Gate();
        Node node = running(node().set("lease", "PT2S").on("work", row -> Job.task(gate::pass)));
        running(node().set("lease", "PT2S").on("work", row -> Job.task(gate::pass)));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);
        Instant first = database.time("lease_until", id);

        until(() -> database.now().isAfter(first.plusMillis(500)));

        assertThat(database.time("lease_until", id)).isAfter(first);
        gate.open();
        untilIs(id, ActionState.PROCESSED);
        assertThat(gate.arrived()).isEqualTo(1);
        assertThat(database.text("fail_count", id)).isEqualTo("0");
    }

    @Test
    void rows_that_wait_in_memory_for_a_free_thread_are_heart_beaten_too() throws Exception {
        Gate gate = new Gate();
        Node node = byHand(node().set("lease", "PT2S").set("concurrency", "1").on("work", row -> Job.task(gate::pass)));
        List<Long> ids = publishFive();
        until(() -> {
            node.scheduler().runOnce(5);
            return count(ActionState.CLAIMED) == 5;
        });
        running(node().set("lease", "PT2S").on("work", row -> Job.task(gate::pass)));
        Instant last = database.time("lease_until", ids.get(4));

        until(() -> database.now().isAfter(last.plusMillis(500)));

        assertThat(count(ActionState.CLAIMED)).isEqualTo(5);
        Set<Object> leases = new HashSet<>(database.query("SELECT lease_until FROM action_logs"));
        assertThat(leases).as("renewed by one statement").hasSize(1);
        assertThat(database.time("lease_until", ids.get(4))).isAfter(last);
        gate.open();
        until(() -> count(ActionState.PROCESSED) == 5);
        assertThat(gate.arrived()).isEqualTo(5);
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void a_heartbeat_that_ends_in_an_error_is_followed_by_others() throws Exception {
        AtomicInteger beats = new AtomicInteger();
        Gate gate = new Gate();
        Node node = running(node().set("lease", "PT1S")
                .role(RowLeases.class, leases -> new RowLeases() {
                    @Override
                    public boolean recordExecution(Connection c, ClaimRef ref, long executionId, @Nullable String note)
                            throws SQLException {
                        return leases.recordExecution(c, ref, executionId, note);
                    }

                    @Override
                    public Set<ClaimRef> renew(
                            Connection c, TableName table, String name, HeldLeases held, Duration lease)
                            throws SQLException {
                        if (beats.incrementAndGet() == 1) {
                            throw new StackOverflowError("in the driver");
                        }
                        return leases.renew(c, table, name, held, lease);
                    }
                })
                .on("work", row -> Job.task(gate::pass)));
        publishNow(node, "work");

        until(() -> beats.get() >= 2);
        gate.open();
    }

    private List<Long> publishFive() {
        Node publisher = byHand(node());
        return publisher
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(5), (n, d) -> d.type("work").eligibleNow())
                .stream()
                .map(PipelineTest::id)
                .toList();
    }

    @Test
    void a_row_that_ends_its_node_each_time_is_dead_in_the_end() throws Exception {
        Gate never = new Gate();
        Node node = byHand(node().set("retry.max-attempts", "3").on("work", row -> Job.task(never::pass)));
        Node other = byHand(node().set("retry.max-attempts", "3"));
        long id = publishNow(node, "work");

        for (int death = 1; death <= 3; death++) {
            node.scheduler().runOnce(1);
            assertThat(database.text("state", id)).isEqualTo("CLAIMED");
            database.execute(ENDED);
            other.loop().recover();
        }

        assertThat(database.text("state", id)).isEqualTo("DEAD");
        assertThat(Attempts.of(database, id)).hasSize(3);
    }
}
