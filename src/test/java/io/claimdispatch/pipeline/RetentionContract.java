package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.Pause;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.operate.TypePauses;
import io.claimdispatch.internal.store.upkeep.RowPruning;
import io.claimdispatch.internal.store.upkeep.TerminalKind;
import io.claimdispatch.internal.store.upkeep.TerminalRows;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Finished rows are deleted in time, and no others ever. */
abstract class RetentionContract extends PipelineTest {

    RetentionContract(Databases database) {
        super(database);
    }

    /** Rows of a type in a state, as if they had come into it long ago. */
    private void old(Node node, String type, String state, int count) throws SQLException {
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(count), (n, d) -> d.type(type).eligibleNow());
        database.execute("UPDATE action_logs SET state = '" + state
                + "', updated_at = '2020-01-01 00:00:00', lease_until = '2100-01-01 00:00:00' WHERE type = '" + type
                + "'");
    }

    /** A node that prunes these types, since it routes them. */
    private Node.Builder routing(String... types) {
        Node.Builder node = node();
        for (String type : types) {
            node.on(type, row -> Job.task(() -> {}));
        }
        return node;
    }

    @Test
    void only_rows_older_than_their_types_retention_are_deleted() throws Exception {
        Node publisher = byHand(node().set("retention", "never"));
        for (String state : List.of("PROCESSED", "SKIPPED", "DISCARDED", "CANCELLED")) {
            old(publisher, "over." + state, state, 5);
            old(publisher, "audit." + state, state, 5);
        }
        old(publisher, "waiting", "WAITING", 5);
        old(publisher, "claimed", "CLAIMED", 5);
        old(publisher, "dead", "DEAD", 5);
        old(publisher, "dead.short", "DEAD", 5);
        long young = publishNow(publisher, "over.PROCESSED");
        database.execute("UPDATE action_logs SET state = 'PROCESSED' WHERE id = " + young);

        byHandPruning("P30D", "audit.*=never", "dead.*=P1D");

        until(() -> database.count("type LIKE 'over.%'") == 1 && database.count("type = 'dead.short'") == 0);
        assertThat(database.text("state", young)).isEqualTo("PROCESSED");
        assertThat(database.count("type LIKE 'audit.%'")).isEqualTo(20);
        assertThat(database.count("type IN ('waiting', 'claimed', 'dead')")).isEqualTo(15);
    }

    private Node byHandPruning(String retention, String types, String deadTypes) {
        return byHand(routing("over.PROCESSED", "over.SKIPPED", "over.DISCARDED", "over.CANCELLED")
                .set("retention", retention)
                .set("retention.types", types)
                .set("retention.dead-types", deadTypes));
    }

    @Test
    void rows_of_a_type_that_no_processor_routes_are_deleted_only_if_a_setting_names_it() throws Exception {
        Node publisher = byHand(node().set("retention", "never"));
        for (String type : List.of("elsewhere", "named", "passed")) {
            old(publisher, type, "PROCESSED", 5);
        }

        byHand(routing("passed").set("retention.types", "named=P1D"));

        until(() -> database.count("type = 'passed'") == 0 && database.count("type = 'named'") == 0);
        assertThat(database.count("type = 'elsewhere'")).isEqualTo(5);
    }

    @Test
    void the_value_never_switches_retention_off() throws Exception {
        Looks looks = new Looks(0);
        Node node = running(looks.of(routing("over").set("retention", "never")));
        old(node, "over", "PROCESSED", 5);
        int before = looks.rounds.get();

        until(() -> looks.rounds.get() >= before + 2);

        assertThat(looks.looks.get()).isZero();
        assertThat(database.count("type = 'over'")).isEqualTo(5);
    }

    @Test
    void a_large_table_is_walked_in_small_transactions_and_failed_ones_are_tried_again() throws Exception {
        Node publisher = byHand(node().set("retention", "never"));
        for (int i = 0; i < 5; i++) {
            old(publisher, "over" + i, "PROCESSED", 1_000);
        }
        Looks looks = new Looks(2);

        byHand(looks.of(routing("over0", "over1", "over2", "over3", "over4").set("retention", "P1D")));

        until(() -> database.count("1 = 1") == 0);
        assertThat(looks.failures.get()).as("both failures have happened").isLessThan(0);
        assertThat(looks.sizes).allMatch(size -> size <= 500);
        assertThat(looks.looks.get())
                .as("three stretches, and one again for each failure")
                .isEqualTo(5);
    }

    @Test
    void two_nodes_prune_one_table_while_both_work_on_it() throws Exception {
        Node publisher = byHand(node().set("retention", "never"));
        for (int i = 0; i < 3; i++) {
            old(publisher, "over" + i, "PROCESSED", 1_000);
        }
        Node first = running(routing("work", "over0", "over1", "over2"));
        running(routing("work", "over0", "over1", "over2"));
        List<Publication> work = first.publisher()
                .publishAll(
                        WorkflowContract.numbers(300), (n, d) -> d.type("work").eligibleNow());

        until(() -> database.count("type = 'work' AND state = 'PROCESSED'") == 300
                && database.count("type LIKE 'over%'") == 0);
        assertThat(work).hasSize(300);
        assertThat(first.loop().lostLeases()).isZero();
    }

    @Test
    void a_pruned_rows_key_can_be_published_again() throws Exception {
        Node publisher = byHand(node().set("retention", "never"));
        publisher.publisher().publish(d -> d.type("over").eligibleNow().idempotencyKey("k"));
        database.execute("UPDATE action_logs SET state = 'PROCESSED', updated_at = '2020-01-01 00:00:00'");

        byHand(routing("over"));

        until(() -> database.count("1 = 1") == 0);
        assertThat(publisher
                        .publisher()
                        .publish(d -> d.type("over").eligibleNow().idempotencyKey("k"))
                        .isStored())
                .isTrue();
    }

    @Test
    void every_table_is_pruned() throws Exception {
        database.reset("audit_logs");
        Node publisher = byHand(node().set("retention", "never").set("tables", "audit_logs"));
        publisher.publisher().publish(d -> d.type("over").eligibleNow().table("audit_logs"));
        publishNow(publisher, "over");
        for (String table : List.of("action_logs", "audit_logs")) {
            database.execute("UPDATE " + table + " SET state = 'PROCESSED', updated_at = '2020-01-01 00:00:00'");
        }

        byHand(routing("over").set("tables", "audit_logs"));

        until(() -> database.count("1 = 1") == 0
                && database.query("SELECT id FROM audit_logs").isEmpty());
    }

    /** What a node looks at and deletes, and how often it is refused. */
    private static final class Looks {
        private final AtomicInteger rounds = new AtomicInteger();
        private final AtomicInteger looks = new AtomicInteger();
        private final List<Integer> sizes = Collections.synchronizedList(new ArrayList<>());
        private final AtomicInteger failures;

        Looks(int failures) {
            this.failures = new AtomicInteger(failures);
        }

        Node.Builder of(Node.Builder node) {
            return node.role(TypePauses.class, this::pauses).role(RowPruning.class, this::pruning);
        }

        private TypePauses pauses(TypePauses pauses) {
            return new TypePauses(pauses) {
                /** Asked once in each round of the threads that retention is a part of. */
                @Override
                public List<Pause> paused(Connection connection, TableName table) throws SQLException {
                    rounds.incrementAndGet();
                    return super.paused(connection, table);
                }
            };
        }

        private RowPruning pruning(RowPruning pruning) {
            return new RowPruning(pruning) {
                @Override
                public TerminalRows ended(
                        Connection connection,
                        TableName table,
                        List<TerminalKind> kinds,
                        Duration age,
                        long after,
                        int size)
                        throws SQLException {
                    looks.incrementAndGet();
                    return super.ended(connection, table, kinds, age, after, size);
                }

                @Override
                public int prune(
                        Connection connection, TableName table, TerminalKind kind, Duration age, List<Long> ids)
                        throws SQLException {
                    sizes.add(ids.size());
                    int pruned = super.prune(connection, table, kind, age, ids);
                    if (failures.getAndDecrement() > 0) {
                        throw new SQLException("a deadlock", "40001");
                    }
                    return pruned;
                }
            };
        }
    }
}
