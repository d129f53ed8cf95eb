package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.lease.ExpiredLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What the recovery of rows whose leases have ended looks at, and what it leaves alone. */
@ParameterizedClass
@EachDatabase
class RecoveryTest extends PipelineTest {

    private final List<List<Long>> read = new CopyOnWriteArrayList<>();
    private final List<Long> lookedAtAgain = new CopyOnWriteArrayList<>();
    private final Gate never = new Gate();

    RecoveryTest(Databases database) {
        super(database);
    }

    /** Notes which rows are read to be taken back, and which are looked at once more. */
    private final class Noting extends ExpiredLeases {

        Noting(ExpiredLeases expired) {
            super(expired);
        }

        @Override
        public List<ClaimedRow> lock(Connection connection, TableName table, Collection<ClaimRef> refs)
                throws SQLException {
            List<ClaimedRow> locked = super.lock(connection, table, refs);
            read.add(locked.stream().map(row -> row.ref().id()).toList());
            return locked;
        }

        @Override
        public Set<ClaimRef> lockOnly(Connection connection, TableName table, Collection<ClaimRef> refs)
                throws SQLException {
            refs.forEach(ref -> lookedAtAgain.add(ref.id()));
            return super.lockOnly(connection, table, refs);
        }
    }

    private Node dying() {
        return byHand(node().on("work", row -> Job.task(never::pass)));
    }

    @Test
    void pages_of_expired_rows_that_the_node_still_holds_are_left_alone_and_hide_none_behind() throws Exception {
        Node dying = dying();
        long lost = publishNow(dying, "work");
        dying.scheduler().runOnce();
        dying.kill();
        Node node = byHand(node().set("concurrency", "1")
                .role(ExpiredLeases.class, Noting::new)
                .on("own", row -> Job.task(never::pass)));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(510), (n, d) -> d.type("own").eligibleNow());
        node.scheduler().runOnce(510);
        endLeases();
        database.execute("UPDATE action_logs SET lease_until = {ts '2021-01-01 00:00:00'} WHERE id = " + lost);

        node.loop().recover();

        assertThat(database.text("state", lost)).isEqualTo("WAITING");
        assertThat(count(ActionState.CLAIMED)).isEqualTo(510);
        assertThat(read).containsExactly(List.of(lost));
        node.loop().recover();
        assertThat(read).as("with nothing but its own, it asks for none").hasSize(1);
        assertThat(lookedAtAgain).containsExactly(lost);
    }

    /** Cannot lock the rows of the claim that comes first. */
    private static final class Locked extends ExpiredLeases {

        private final Set<Long> tokens;

        Locked(ExpiredLeases expired, Set<Long> tokens) {
            super(expired);
            this.tokens = tokens;
        }

        @Override
        public List<ClaimedRow> lock(Connection connection, TableName table, Collection<ClaimRef> refs)
                throws SQLException {
            for (ClaimRef ref : refs) {
                if (tokens.isEmpty() || tokens.contains(ref.token())) {
                    tokens.add(ref.token());
                    throw new SQLException("somebody holds the lock", "55P03");
                }
            }
            return super.lock(connection, table, refs);
        }
    }

    @Test
    void a_claim_that_cannot_be_recovered_holds_up_none_of_the_others() throws Exception {
        Node dying = dying();
        for (int claim = 1; claim <= 3; claim++) {
            publishNow(dying, "work");
            dying.scheduler().runOnce();
        }
        dying.kill();
        assertThat(count(ActionState.CLAIMED)).isEqualTo(3);
        database.execute("UPDATE action_logs_claims SET lease_until = {ts '2020-01-01 00:00:00'}");
        Set<Long> locked = new HashSet<>();
        Node node = byHand(node().role(ExpiredLeases.class, leases -> new Locked(leases, locked)));

        assertThatThrownBy(node.loop()::recover).hasMessageContaining("somebody holds the lock");

        assertThat(states()).isEqualTo("CLAIMED 1, WAITING 2");
        assertThat(database.query("SELECT token FROM action_logs_claims"))
                .as("for the next round")
                .hasSize(1);
    }

    @Test
    void no_more_bytes_are_read_at_once_than_a_claim_may_bring_and_each_row_once() throws Exception {
        String large = "x".repeat(500_000);
        Node dying = dying();
        List<Long> ids = dying
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(5),
                        (n, d) -> d.type("work").eligibleNow().payload(large))
                .stream()
                .map(PipelineTest::id)
                .toList();
        dying.scheduler().runOnce();
        dying.kill();
        assertThat(count(ActionState.CLAIMED)).isEqualTo(5);
        endLeases();

        Node node = byHand(node().set("claim-bytes", "1200000").role(ExpiredLeases.class, Noting::new));
        node.loop().recover();

        assertThat(count(ActionState.WAITING)).isEqualTo(5);
        assertThat(read).extracting(List::size).containsExactly(2, 2, 1);
        assertThat(read.stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(ids);
    }
}
