package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.lease.ExpiredLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.RowChange;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What a death leaves of a claim and its lease, and who brings it back. No heartbeat comes but by {@code beat}. */
@ParameterizedClass
@EachDatabase
class ClaimDeathTest extends PipelineTest {

    private final AtomicLong refused = new AtomicLong(-1);
    private final Gate gate = new Gate();

    ClaimDeathTest(Databases database) {
        super(database);
    }

    @AfterEach
    void letAllGo() {
        gate.open();
    }

    private Node.Builder quiet() {
        return node().set("lease", "PT1H").set("coordinators", "1");
    }

    private Node.Builder working() {
        return quiet().on("work", row -> Job.task(() -> {}));
    }

    private long leases() throws SQLException {
        return ((Number) database.query("SELECT COUNT(*) FROM action_logs_claims")
                        .get(0))
                .longValue();
    }

    /** As if the nodes had not been heard of for years. */
    private void endClaims(String which) throws SQLException {
        database.execute("UPDATE action_logs_claims SET lease_until = {ts '2020-01-01 00:00:00'} WHERE " + which);
    }

    @Test
    void rows_come_back_wherever_their_node_dies_between_the_claim_and_the_end_of_its_lease() throws Exception {
        Node survivor = byHand(working());
        Dying dying;
        int step = 0;
        do {
            dying = new Dying(database, ++step);
            Node mortal = byHand(working().connections(dying::connect));
            publishNow(survivor, "work");
            publishNow(survivor, "work");
            dying.begin();
            workUntilItsEnd(mortal, dying);
            mortal.kill();

            endClaims("1 = 1");
            survivor.loop().recover();

            assertThat(count(ActionState.CLAIMED)).as("step %s", step).isZero();
            assertThat(leases()).as("step %s", step).isZero();
            survivor.scheduler().runOnce();
            int rows = 2 * step;
            until(() -> count(ActionState.PROCESSED) == rows);
            end(mortal);
        } while (dying.hasHappened());

        assertThat(database.count("fail_count > 1")).isZero();
        assertThat(dying.moments())
                .containsSubsequence(Dying.COMMITTED, Dying.LEASE_DELETED, Dying.COMMITTED)
                .contains(Dying.LEASE_WRITTEN);
    }

    private void workUntilItsEnd(Node mortal, Dying dying) {
        try {
            mortal.scheduler().runOnce(2);
        } catch (ClaimDispatchException died) {
            assertThat(dying.hasHappened()).isTrue();
        }
        until(() -> dying.hasHappened() || mortal.loop().inFlight() == 0);
    }

    @Test
    void a_claim_whose_recovery_dies_is_recovered_by_another_node_and_each_row_has_failed_once() throws Exception {
        Node holder = byHand(quiet().set("concurrency", "100").on("work", row -> Job.task(gate::pass)));
        Node survivor = byHand(quiet());
        Dying dying;
        int step = 0;
        do {
            dying = new Dying(database, ++step);
            // one row at a time
            Node mortal = byHand(quiet().set("claim-bytes", "1").connections(dying::connect));
            publishNow(holder, "work");
            publishNow(holder, "work");
            until(() -> {
                holder.scheduler().runOnce(2);
                return count(ActionState.CLAIMED) == 2;
            });
            endClaims("1 = 1");
            dying.begin();
            recoverUntilItsEnd(mortal, dying);
            mortal.kill();

            survivor.loop().recover();

            assertThat(states()).as("step %s", step).isEqualTo("WAITING 2");
            assertThat(database.count("fail_count = 1")).as("step %s", step).isEqualTo(2);
            assertThat(leases()).as("step %s", step).isZero();
            database.execute("DELETE FROM action_logs");
            end(mortal);
        } while (dying.hasHappened());

        assertThat(dying.moments())
                .containsSubsequence(
                        Dying.CLAIM_TAKEN,
                        Dying.COMMITTED,
                        Dying.COMMITTED,
                        Dying.COMMITTED,
                        Dying.LEASE_DELETED,
                        Dying.COMMITTED);
    }

    private static void recoverUntilItsEnd(Node mortal, Dying dying) {
        try {
            mortal.loop().recover();
        } catch (ClaimDispatchException died) {
            assertThat(dying.hasHappened()).isTrue();
        }
    }

    /** Dies in the middle of the recovery of some rows. */
    private ExpiredLeases dying(ExpiredLeases expired) {
        return new ExpiredLeases(expired) {
            @Override
            public Set<ClaimRef> lockOnly(Connection connection, TableName table, Collection<ClaimRef> refs)
                    throws SQLException {
                super.lockOnly(connection, table, refs);
                gate.passStubbornly();
                throw new SQLException("the node dies", "08006");
            }
        };
    }

    @Test
    void a_node_that_meets_a_claim_in_the_hands_of_another_recoverer_leaves_it_until_its_last_row_is_back()
            throws Exception {
        Gate never = new Gate();
        Node holder = byHand(quiet().on("work", row -> Job.task(never::pass)));
        publishNow(holder, "work");
        publishNow(holder, "work");
        holder.scheduler().runOnce(2);
        assertThat(states()).isEqualTo("CLAIMED 2");
        endClaims("1 = 1");
        Node first = byHand(quiet().role(ExpiredLeases.class, this::dying));
        Node second = byHand(quiet());
        CompletableFuture<Void> dies =
                CompletableFuture.runAsync(() -> first.loop().recover());
        until(() -> gate.arrived() == 1);

        CompletableFuture<Void> meanwhile =
                CompletableFuture.runAsync(() -> second.loop().recover());
        untilBySignal(() -> meanwhile.isDone() || database.waitingSessions() > 0);
        gate.open();
        assertThat(dies.handle((nothing, failure) -> failure).get(30, TimeUnit.SECONDS))
                .hasMessageContaining("the node dies");
        meanwhile.get(30, TimeUnit.SECONDS);
        second.loop().recover();
        never.open();

        assertThat(states()).isEqualTo("WAITING 2");
        assertThat(database.count("fail_count = 1")).isEqualTo(2);
        assertThat(leases()).isZero();
    }

    @Test
    void a_claim_of_which_every_row_is_done_is_forgotten_although_its_node_died_before_it_ended() throws Exception {
        Node node = byHand(quiet().on("atomic", row -> Job.atomic(() -> {})));
        for (int round = 1; round <= 2; round++) {
            long id = publishNow(node, "atomic");
            node.scheduler().runOnce(1);
            until(() -> is(id, ActionState.PROCESSED) && node.loop().inFlight() == 0);
            assertThat(leases()).as("each row by its own transaction").isEqualTo(1);
            if (round == 1) {
                node.loop().beat();
                assertThat(leases()).as("by the living node").isZero();
            }
        }
        node.kill();
        endClaims("1 = 1");

        byHand(quiet()).loop().recover();

        assertThat(leases()).isZero();
        assertThat(states()).isEqualTo("PROCESSED 2");
        assertThat(database.count("fail_count > 0")).isZero();
    }

    private RowCompletions refusing(RowCompletions completions) {
        return (connection, table, all) -> {
            if (all.stream()
                    .anyMatch(
                            each -> each.ref().id() == refused.get() && each.change() instanceof RowChange.Processed)) {
                throw new SQLException("this one never", "22000");
            }
            return completions.complete(connection, table, all);
        };
    }

    /** The call may store outcomes with the claim, and then fails with them; the node tries those again alone. */
    private static void claimed(Node node) {
        try {
            node.scheduler().runOnce(1);
        } catch (ClaimDispatchException refusedTogether) {
            assertThat(refusedTogether).hasMessageContaining("this one never");
        }
    }

    /** A node with two rows of one claim: one that runs, and one that it has given up since its last heartbeat. */
    private Node withARowGivenUp() throws Exception {
        Node node = byHand(quiet().role(RowCompletions.class, this::refusing)
                .on("held", row -> Job.task(gate::pass))
                .on("work", row -> Job.task(() -> {})));
        publishNow(node, "held");
        refused.set(publishNow(node, "work"));
        node.scheduler().runOnce(2);
        until(() -> gate.arrived() == 1);
        try (LogLines log = new LogLines()) {
            until(() -> {
                if (count(ActionState.WAITING) == 0) {
                    // only what others store shows that this one is to blame
                    publishNow(node, "work");
                }
                if (count(ActionState.CLAIMED) == 2) {
                    claimed(node);
                }
                return !log.with("CLAIM0147").isEmpty();
            });
        }
        until(() -> node.loop().inFlight() == 1);
        database.execute("DELETE FROM action_logs WHERE state IN ('PROCESSED', 'WAITING')");
        assertThat(database.query("SELECT token FROM action_logs_claims WHERE row_id <> 0"))
                .isEmpty();
        return node;
    }

    @Test
    void a_row_that_was_given_up_comes_back_with_its_claim_if_its_node_dies_before_the_next_heartbeat()
            throws Exception {
        Node node = withARowGivenUp();
        node.kill();
        endClaims("1 = 1");

        byHand(quiet()).loop().recover();

        assertThat(states()).isEqualTo("WAITING 2");
        assertThat(database.count("fail_count = 1")).isEqualTo(2);
        assertThat(leases()).isZero();
    }

    @Test
    void a_row_that_was_given_up_comes_back_while_the_others_of_its_claim_run_on() throws Exception {
        Node node = withARowGivenUp();
        node.loop().beat();
        endClaims("row_id <> 0");
        Node other = byHand(quiet());

        other.loop().recover();

        assertThat(states()).isEqualTo("CLAIMED 1, WAITING 1");
        assertThat(database.text("state", refused.get())).isEqualTo("WAITING");
        gate.open();
        untilStates("PROCESSED 1, WAITING 1");
        until(() -> node.loop().inFlight() == 0);
        assertThat(node.loop().lostLeases()).isZero();
        endClaims("1 = 1");
        other.loop().recover();
        assertThat(leases()).isZero();
    }

    @Test
    void a_row_that_was_given_up_comes_back_when_the_others_of_its_claim_are_done_before_the_next_heartbeat()
            throws Exception {
        Node node = withARowGivenUp();
        gate.open();
        untilStates("CLAIMED 1, PROCESSED 1");
        until(() -> node.loop().inFlight() == 0);
        node.loop().beat();
        assertThat(database.query("SELECT row_id FROM action_logs_claims"))
                .as("left to expire")
                .hasSize(1);
        endClaims("1 = 1");

        node.loop().recover();

        assertThat(states()).isEqualTo("PROCESSED 1, WAITING 1");
        assertThat(leases()).isZero();
    }
}
