package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A worker that has lost its lease, and comes to an end when another has the row. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class StaleWorkersTest extends PipelineTest {

    private final Gate stale = new Gate();
    private final Gate owning = new Gate();

    StaleWorkersTest(Databases database) {
        super(database);
    }

    /** How the stale worker ends. */
    enum End {
        SUCCESS,
        RETRY,
        DEAD,
        SNOOZE_FOR,
        SNOOZE_UNTIL,
        DISCARD;

        Outcome outcome() {
            return switch (this) {
                case SUCCESS -> Outcome.success();
                case SNOOZE_FOR -> Outcome.snoozeFor(Duration.ofDays(1));
                case SNOOZE_UNTIL -> Outcome.snoozeUntil(Instant.parse("2100-01-01T00:00:00Z"));
                case DISCARD -> Outcome.discard("too late");
                case RETRY, DEAD -> throw new IllegalStateException("too late");
            };
        }
    }

    private Node staleNode(End end) {
        return byHand(node().set("retry.max-attempts", end == End.DEAD ? "1" : "10")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            stale.pass();
                            return end.outcome();
                        })));
    }

    private Node owner() {
        return byHand(node().on("work", row -> Job.task(owning::pass)));
    }

    @ParameterizedTest
    @EnumSource
    void a_row_that_another_node_has_claimed_since_is_not_changed_whatever_the_stale_worker_ends_with(End end)
            throws Exception {
        Node first = staleNode(end);
        long id = publishNow(first, "work");
        first.scheduler().runOnce(1);
        until(() -> stale.arrived() == 1);
        Node second = owner();
        endLeases();
        second.loop().recover();
        second.scheduler().runOnce(1);
        until(() -> owning.arrived() == 1);
        Row claimed = row(id);

        stale.open();
        until(() -> first.loop().inFlight() == 0);

        assertThat(row(id)).isEqualTo(claimed);
        until(() -> first.loop().lostLeases() == 1);
        owning.open();
        untilIs(id, ActionState.PROCESSED);
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(second.loop().lostLeases()).isZero();
    }

    @Test
    void a_worker_whose_own_node_has_claimed_the_row_again_changes_nothing_either() throws Exception {
        Node node = byHand(node().on("work", row -> Job.task(row.attempt() == 1 ? stale::pass : owning::pass)));
        long id = publishNow(node, "work");
        node.scheduler().runOnce(1);
        until(() -> stale.arrived() == 1);
        endLeases();
        // a node does not recover rows that it holds itself
        byHand(node()).loop().recover();
        node.scheduler().runOnce(1);
        until(() -> owning.arrived() == 1);
        Row claimed = row(id);

        stale.open();
        until(() -> node.loop().inFlight() == 1);

        assertThat(row(id)).isEqualTo(claimed);
        until(() -> node.loop().lostLeases() == 1);
        owning.open();
        untilIs(id, ActionState.PROCESSED);
    }

    @Test
    void a_node_that_stops_gives_back_nothing_that_another_has_claimed_since() throws Exception {
        Node first = byHand(node().set("concurrency", "1").on("work", row -> Job.task(stale::pass)));
        long running = publishNow(first, "work");
        long queued = publishNow(first, "work");
        first.scheduler().runOnce(2);
        until(() -> stale.arrived() == 1);
        Node second = owner();
        endLeases();
        second.loop().recover();
        second.scheduler().runOnce(2);
        until(() -> owning.arrived() == 2);
        List<Row> claimed = List.of(row(running), row(queued));

        first.stop();

        assertThat(List.of(row(running), row(queued))).isEqualTo(claimed);
        assertThat(first.loop().lostLeases())
                .as("what has not begun is no loss")
                .isZero();
        owning.open();
        untilStates("PROCESSED 2");
        assertThat(stale.arrived()).isEqualTo(1);
    }

    /** What the stale worker could have changed. */
    private record Row(
            String state,
            String token,
            String node,
            Instant lease,
            Instant endAt,
            String failCount,
            String reason,
            int failures) {}

    private Row row(long id) throws SQLException {
        return new Row(
                database.text("state", id),
                database.text("claim_token", id),
                database.text("claimed_by", id),
                database.time("lease_until", id),
                database.time("end_at", id),
                database.text("fail_count", id),
                database.text("reason", id),
                Attempts.of(database, id).size());
    }
}
