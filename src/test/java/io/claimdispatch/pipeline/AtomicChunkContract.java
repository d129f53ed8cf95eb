package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.completion.RowCompletions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Chunks whose rows are completed in the transaction of their work. */
abstract class AtomicChunkContract extends PipelineTest {

    private final Effects effects;
    private final Chunks chunks = new Chunks();

    AtomicChunkContract(Databases database) {
        super(database);
        effects = new Effects(database);
    }

    @BeforeEach
    void noEffects() throws Exception {
        effects.reset();
    }

    /** What a processor does in its transaction after the effects of all rows. */
    private interface Rest {
        List<Outcome> with(List<LogRecord> rows) throws Exception;
    }

    private Node working(Node.Builder builder, Function<Node.Builder, Node> start, Rest rest) {
        AtomicReference<Node> itself = new AtomicReference<>();
        Node node = start.apply(builder.with(Chunks.Atomic.class).onChunks(rows -> {
            chunks.note(rows);
            for (LogRecord row : rows) {
                effects.write(itself.get(), row);
            }
            return rest.with(rows);
        }));
        itself.set(node);
        return node;
    }

    @Test
    void the_rows_are_completed_once_and_by_the_transaction_of_their_work() throws Exception {
        List<Integer> completions = new CopyOnWriteArrayList<>();
        Node node = working(
                node().role(RowCompletions.class, store -> (c, table, all) -> {
                    completions.add(all.size());
                    return store.complete(c, table, all);
                }),
                this::running,
                Chunks::successes);

        Chunks.publish(node, "work", 5);

        untilStates("PROCESSED 5");
        until(() -> node.loop().inFlight() == 0);
        effects.assertAgreement();
        assertThat(effects.all()).isEqualTo(5);
        assertThat(completions).as("nothing else is stored").containsExactly(5);
        assertThat(chunks.sizes()).containsExactly(5);
        assertThat(node.loop().leases()).isZero();
        assertThat(node.loop().lostLeases()).isZero();
    }

    @Test
    void one_lost_claim_rolls_all_back_and_no_row_counts_it() throws Exception {
        Gate gate = new Gate();
        Node node = working(node(), this::running, rows -> {
            gate.pass();
            return Chunks.successes(rows);
        });
        List<Long> ids = Chunks.publish(node, "work", 5);
        until(() -> gate.arrived() == 1);
        long lost = ids.get(2);
        database.execute(
                "UPDATE action_logs SET claim_token = 1, lease_until = {ts '2099-01-01 00:00:00'} WHERE id = " + lost);

        gate.open();

        untilStates("CLAIMED 1, PROCESSED 4");
        until(() -> node.loop().inFlight() == 0);
        effects.assertAgreement();
        assertThat(effects.all()).isEqualTo(4);
        assertThat(chunks.calls()).startsWith(ids);
        assertThat(chunks.calls().stream().skip(1).flatMap(List::stream))
                .as("each once more, without the lost one")
                .containsExactlyInAnyOrder(ids.get(0), ids.get(1), ids.get(3), ids.get(4));
        assertThat(database.count("fail_count > 0")).isZero();
        assertThat(database.text("claim_token", lost)).isEqualTo("1");
        assertThat(node.loop().lostLeases()).isEqualTo(1);
    }

    @Test
    void an_exception_takes_all_back_and_each_row_then_does_its_work_alone() throws Exception {
        Node node = working(node().set("retry.max-attempts", "2"), this::running, rows -> {
            if (rows.stream().anyMatch(row -> Chunks.number(row) == 3)) {
                throw new IllegalStateException("bad");
            }
            return Chunks.successes(rows);
        });

        List<Long> ids = Chunks.publish(node, "work", 5);

        untilStates("DEAD 1, PROCESSED 4");
        effects.assertAgreement();
        assertThat(effects.of(ids.get(3))).isZero();
        assertThat(effects.all()).isEqualTo(4);
        assertThat(chunks.sizes()).containsExactly(5, 1, 1, 1, 1, 1);
        assertThat(database.text("fail_count", ids.get(3))).isEqualTo("2");
        assertThat(database.count("fail_count = 1")).isEqualTo(4);
    }

    @Test
    void the_outcome_of_each_row_is_committed_with_the_work_of_all() throws Exception {
        Node node = working(node(), this::running, rows -> {
            List<Outcome> outcomes = new ArrayList<>(Chunks.successes(rows));
            outcomes.set(1, Outcome.fail("no such account"));
            outcomes.set(2, Outcome.discard("nothing to do"));
            return outcomes;
        });

        List<Long> ids = Chunks.publish(node, "work", 5);

        untilStates("DEAD 1, DISCARDED 1, PROCESSED 3");
        assertThat(effects.all()).isEqualTo(5);
        assertThat(database.text("errors", ids.get(1))).contains("CLAIM0194", "no such account");
        assertThat(database.text("reason", ids.get(2))).isEqualTo("nothing to do");
    }

    @Test
    void chunks_and_heartbeats_on_two_nodes_neither_deadlock_nor_double() throws Exception {
        Node first = working(node(), this::running, Chunks::successes);
        Node second = working(node(), this::running, Chunks::successes);

        Chunks.publish(first, "work", 200);

        until(() -> {
            first.loop().beat();
            second.loop().beat();
            // without versions of rows, a statement of Derby's sees one table before a commit and the other after it
            if (database != Databases.DERBY) {
                effects.assertAgreement();
            }
            return count(ActionState.PROCESSED) == 200;
        });
        effects.assertAgreement();
        assertThat(effects.all()).isEqualTo(200);
        if (database != Databases.DERBY) {
            // there a claim locks what it looks at
            assertThat(database.count("fail_count > 0")).isZero();
        }
    }
}
