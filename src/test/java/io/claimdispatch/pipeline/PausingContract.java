package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Pause;
import io.claimdispatch.Priority;
import io.claimdispatch.RunReport;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.operate.TypePauses;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Paused types, on one node and on two. */
abstract class PausingContract extends PipelineTest {

    PausingContract(Databases database) {
        super(database);
    }

    private Node.Builder worker() {
        return node().on("order.paid", row -> Job.task(() -> {}))
                .on("order.sent", row -> Job.task(() -> {}))
                .on("mail", row -> Job.task(() -> {}));
    }

    /**
     * Every claim that begins from now on has seen what was published before: one of each node has ended after this. So has,
     * of a single coordinator, the claim that was under way when something was paused.
     */
    private void untilMailHasRun(Node node) throws Exception {
        untilIs(publishNow(node, "mail"), ActionState.PROCESSED);
    }

    @Test
    void a_full_page_of_paused_rows_waits_and_holds_up_nothing_behind_it() throws Exception {
        Node node = running(worker().set("limit", "100").set("coordinators", "1"));
        node.actionLogs().pause("order.*", "ann", "the shop is down");
        untilMailHasRun(node);
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(2_500),
                        (n, d) -> d.type(n % 2 == 0 ? "order.paid" : "order.sent")
                                .eligibleNow()
                                .priority(Priority.HIGH));

        untilMailHasRun(node);

        assertThat(database.count("state = 'WAITING' AND type LIKE 'order.%'")).isEqualTo(2_500);
        assertThat(node.actionLogs().unroutedTypes())
                .as("paused is not unrouted")
                .isEmpty();
        assertThat(node.actionLogs().isRouted("order.paid")).isTrue();
        assertThat(node.actionLogs().resume("order.*", "ann")).isEqualTo(Verdict.DONE);
        untilBySignal(() -> count(ActionState.PROCESSED) == 2_502);
    }

    @Test
    void a_pause_and_a_resume_reach_the_other_node() throws Exception {
        Gate gate = new Gate();
        Node pausing = byHand(node());
        AtomicInteger reads = new AtomicInteger();
        Node working = running(reading(node(), reads, new AtomicBoolean())
                .set("coordinators", "1")
                .on("order.paid", row -> Job.task(gate::pass))
                .on("mail", row -> Job.task(() -> {})));
        long runsOn = publishNow(pausing, "order.paid");
        until(() -> gate.arrived() == 1);

        pausing.actionLogs().pause("order.paid", "ann", "x");
        int before = reads.get();
        until(() -> reads.get() >= before + 2);
        untilMailHasRun(working);
        long waits = publishNow(pausing, "order.paid");
        untilMailHasRun(working);

        assertThat(is(waits, ActionState.WAITING)).isTrue();
        gate.open();
        untilIs(runsOn, ActionState.PROCESSED);
        assertThat(working.actionLogs().paused()).extracting(Pause::who).containsExactly("ann");
        assertThat(pausing.actionLogs().resume("order.paid", "bob")).isEqualTo(Verdict.DONE);
        untilIs(waits, ActionState.PROCESSED);
        assertThat(pausing.actionLogs().resume("order.paid", "bob")).isEqualTo(Verdict.NOT_FOUND);
    }

    @Test
    void a_node_that_starts_knows_what_is_paused_before_its_first_claim() throws Exception {
        Node publisher = byHand(node());
        publisher.actionLogs().pause("order.*", "ann", "x");
        publisher
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(50),
                        (n, d) -> d.type("order.paid").eligibleNow());
        AtomicInteger reads = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean(true);
        Node node = running(reading(worker(), reads, broken));
        long mail = publishNow(node, "mail");

        until(() -> reads.get() >= 2);
        assertThat(count(ActionState.WAITING)).as("nothing is known yet").isEqualTo(51);
        broken.set(false);

        untilIs(mail, ActionState.PROCESSED);
        assertThat(database.count("type = 'order.paid' AND state = 'WAITING'")).isEqualTo(50);
    }

    @Test
    void the_last_known_pauses_stay_in_force_while_they_cannot_be_read() throws Exception {
        AtomicInteger reads = new AtomicInteger();
        AtomicBoolean broken = new AtomicBoolean();
        Node node = running(reading(worker().set("coordinators", "1"), reads, broken));
        untilMailHasRun(node);
        node.actionLogs().pause("order.paid", "ann", "x");
        broken.set(true);
        // the claim that was under way when it was paused is over then
        untilMailHasRun(node);
        int before = reads.get();
        long waits = publishNow(node, "order.paid");
        until(() -> reads.get() >= before + 2);

        untilMailHasRun(node);

        assertThat(is(waits, ActionState.WAITING)).isTrue();
    }

    @Test
    void a_run_by_hand_leaves_paused_rows_alone() throws Exception {
        Node other = byHand(node());
        Node node = byHand(worker());
        long paid = publishNow(node, "order.paid");
        publishNow(node, "mail");
        other.actionLogs().pause("order.paid", "ann", "x");

        assertThat(node.scheduler().runOnce()).isEqualTo(new RunReport(1, 1, 0));

        assertThat(is(paid, ActionState.WAITING)).isTrue();
        other.actionLogs().pause("*", "ann", "everything");
        other.actionLogs().resume("order.paid", "ann");
        assertThat(node.scheduler().runOnce()).isEqualTo(RunReport.NOTHING);
        other.actionLogs().resume("*", "ann");
        assertThat(node.scheduler().runOnce()).isEqualTo(new RunReport(1, 1, 0));
    }

    @Test
    void a_pause_counts_from_the_commit_of_its_transaction_and_not_if_that_is_rolled_back() throws Exception {
        AtomicBoolean broken = new AtomicBoolean();
        Node node = running(reading(worker(), new AtomicInteger(), broken));
        untilMailHasRun(node);
        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    node.actionLogs().pause("order.paid", "ann", "x");
                    assertThat(node.actionLogs().paused()).hasSize(1);
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");

        assertThat(node.actionLogs().paused()).isEmpty();
        // nothing but the event could have told the node
        broken.set(true);
        long id = publishNow(node, "order.paid");
        untilBySignal(() -> is(id, ActionState.PROCESSED));
    }

    @Test
    void a_table_has_pauses_of_its_own() throws Exception {
        database.reset("audit_logs");
        Node node = running(worker().set("tables", "audit_logs").set("coordinators", "1"));
        node.actionLogs().in("audit_logs").pause("order.*", "ann", "only the audit");
        untilMailHasRun(node);

        node.publisher().publish(d -> d.type("order.paid").eligibleNow().table("audit_logs"));
        long runs = publishNow(node, "order.paid");

        untilIs(runs, ActionState.PROCESSED);
        node.publisher().publish(d -> d.type("mail").eligibleNow().table("audit_logs"));
        until(() -> auditStates().equals(List.of("PROCESSED", "WAITING")));
        assertThat(node.actionLogs().paused()).isEmpty();
        node.actionLogs().in("audit_logs").resume("order.*", "ann");
        until(() -> auditStates().equals(List.of("PROCESSED", "PROCESSED")));
    }

    @Test
    void without_the_table_of_pauses_nothing_is_claimed_and_the_log_says_once_what_to_do() throws Exception {
        database.reset("audit_logs");
        database.execute("DROP TABLE audit_logs_paused");
        AtomicInteger reads = new AtomicInteger();
        try (LogLines log = new LogLines()) {
            Node node = running(reading(worker(), reads, new AtomicBoolean())
                    .set("tables", "audit_logs")
                    .set("schema", "none"));
            long id = publishNow(node, "mail");
            until(() -> reads.get() >= 6);

            assertThat(is(id, ActionState.WAITING)).isTrue();
            assertThat(log.with("CLAIM0021"))
                    .singleElement()
                    .asString()
                    .contains("WARNING", "'audit_logs_paused'", "claim-dispatch-classes.jar ddl", "--table audit_logs");
            database.reset("audit_logs");
            untilIs(id, ActionState.PROCESSED);
            until(() -> log.with("can read which types are paused again").size() == 1);
        }
    }

    private List<Object> auditStates() throws SQLException {
        return database.query("SELECT state FROM audit_logs ORDER BY type");
    }

    /** Counts how often the pauses are read, and can refuse it. */
    private static Node.Builder reading(Node.Builder node, AtomicInteger reads, AtomicBoolean broken) {
        return node.role(TypePauses.class, pauses -> new TypePauses(pauses) {
            @Override
            public List<Pause> paused(Connection connection, TableName table) throws SQLException {
                reads.incrementAndGet();
                if (broken.get()) {
                    throw new SQLException("the table of pauses cannot be read", "58030");
                }
                return super.paused(connection, table);
            }
        });
    }
}
