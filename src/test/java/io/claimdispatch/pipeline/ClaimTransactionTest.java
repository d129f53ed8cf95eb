package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.RunReport;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.claim.RowClaims;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** The transaction that a claim is made in: whose it is, and what it knows. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class ClaimTransactionTest extends PipelineTest {

    private final Gate gate = new Gate();

    ClaimTransactionTest(Databases database) {
        super(database);
    }

    /** Lets its transaction grow old before the claim: it has read already, and then something happens elsewhere. */
    private static RowClaims dawdling(RowClaims claims, Meanwhile meanwhile) {
        return (connection, request) -> {
            try (Statement statement = connection.createStatement();
                    ResultSet rows = statement.executeQuery("SELECT COUNT(*), CURRENT_TIMESTAMP FROM action_logs")) {
                rows.next();
            }
            meanwhile.happens();
            return claims.claim(connection, request);
        };
    }

    private interface Meanwhile {
        void happens() throws SQLException;
    }

    private Node.Builder working() {
        return node().on("work", row -> Job.task(gate::pass));
    }

    @Test
    void a_claim_whose_snapshot_is_old_takes_nothing_that_another_has_claimed_since() throws Exception {
        Node quick = byHand(working());
        Node slow = byHand(working()
                .role(
                        RowClaims.class,
                        claims -> dawdling(claims, () -> quick.scheduler().runOnce(5))));
        long id = publishNow(quick, "work");

        RunReport report = slow.scheduler().runOnce(5);

        assertThat(database.text("claimed_by", id)).isEqualTo(quick.loop().nodeName());
        assertThat(report).isEqualTo(RunReport.NOTHING);
        until(() -> gate.arrived() > 0);
        gate.open();
        untilIs(id, ActionState.PROCESSED);
        assertThat(gate.arrived()).isEqualTo(1);
    }

    @Test
    void a_lease_begins_when_the_claim_is_made_and_not_when_its_transaction_began() throws Exception {
        AtomicReference<Instant> later = new AtomicReference<>();
        Node node =
                byHand(working().role(RowClaims.class, claims -> dawdling(claims, () -> later.set(aMomentLater()))));
        long id = publishNow(node, "work");

        node.scheduler().runOnce(1);

        assertThat(database.time("claimed_at", id)).isAfterOrEqualTo(later.get());
        assertThat(database.time("lease_until", id))
                .isAfterOrEqualTo(later.get().plus(Duration.ofMinutes(1)));
        gate.open();
    }

    private Instant aMomentLater() throws SQLException {
        Instant begun = database.now();
        await().until(() -> database.now().isAfter(begun.plusMillis(20)));
        return database.now();
    }

    @Test
    void a_claim_within_a_callers_transaction_is_not_a_part_of_it() throws Exception {
        Node node = byHand(working());
        long id = publishNow(node, "work");

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    assertThat(node.scheduler().runOnce(1)).isEqualTo(new RunReport(1, 1, 0));
                    assertThat(database.text("state", id))
                            .as("committed, as others see it")
                            .isEqualTo("CLAIMED");
                    throw new IllegalStateException("the caller rolls back");
                }))
                .hasMessage("the caller rolls back");

        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(node.scheduler().runOnce(1)).isEqualTo(RunReport.NOTHING);
        until(() -> gate.arrived() > 0);
        gate.open();
        untilIs(id, ActionState.PROCESSED);
        assertThat(gate.arrived()).isEqualTo(1);
    }

    @Test
    void a_running_job_holds_neither_a_lock_nor_a_transaction() throws Exception {
        AtomicReference<Object> transaction = new AtomicReference<>("not run");
        Node node = running(node().on(
                        "work",
                        row -> Job.task(() -> {
                            transaction.set(LocalTransaction.current());
                            gate.pass();
                        })));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        assertThat(lockable(id)).as("what others can lock while the job runs").containsExactly(id);
        assertThat(transaction.get()).isNull();
        gate.open();
        untilIs(id, ActionState.PROCESSED);
    }

    private List<Long> lockable(long id) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement()) {
            connection.setAutoCommit(false);
            try (ResultSet rows =
                    statement.executeQuery("SELECT id FROM action_logs WHERE id = " + id + " FOR UPDATE SKIP LOCKED")) {
                return rows.next() ? List.of(rows.getLong(1)) : List.of();
            } finally {
                connection.rollback();
            }
        }
    }
}
