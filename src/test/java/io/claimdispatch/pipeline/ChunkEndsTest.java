package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Rule;
import io.claimdispatch.StuckTask;
import io.claimdispatch.spi.RulePredicate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import jakarta.json.JsonValue;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** Chunks that end early, late or not at all: time limits, interrupts, leases, and the end of the node. */
class ChunkEndsTest extends ChunkedRows {

    @Test
    void the_time_limit_is_the_chunks_and_each_row_has_then_failed() throws Exception {
        Node node = running(with(rows -> {
                    if (rows.size() > 1) {
                        gate.pass();
                    }
                    return Chunks.successes(rows);
                })
                .set("time-limits", "work=PT0.3S")
                .set("retry.max-attempts", "2"));

        List<Long> ids = Chunks.publish(node, "work", 5);

        untilStates("PROCESSED 5");
        assertThat(chunks.sizes()).containsExactly(5, 1, 1, 1, 1, 1);
        assertThat(database.count("fail_count = 1")).isEqualTo(5);
        assertThat(database.text("errors", ids.get(0))).contains("CLAIM0069");
        assertThat(database.text("errors", ids.get(4))).contains("CLAIM0069");
    }

    @Test
    void rows_behind_one_that_drops_out_are_still_interrupted_at_their_time_limit() throws Exception {
        Node node = running(with(rows -> {
                    if (rows.size() > 1) {
                        gate.pass();
                    }
                    return Chunks.successes(rows);
                })
                .set("time-limits", "work=PT0.3S"));

        node.publisher().publishAll(List.of(0, 1, 2), (n, draft) -> {
            draft.type("work").eligibleNow().payload(new Chunks.Item(n));
            if (n == 0) {
                draft.rules(Rule.field("number").atLeast(100));
            }
        });

        untilStates("PROCESSED 2, SKIPPED 1");
        assertThat(chunks.sizes()).containsExactly(2, 1, 1);
        assertThat(database.count("fail_count = 1 AND state = 'PROCESSED'")).isEqualTo(2);
    }

    @Test
    void a_rule_that_takes_too_long_fails_the_rows_behind_it_too_and_nothing_more_is_called() throws Exception {
        Node node = running(with(rows -> {
                    new CountDownLatch(1).await();
                    return Chunks.successes(rows);
                })
                .with(SlowRule.class)
                .set("time-limits", "work=PT0.3S")
                .set("retry.initial-delay", "PT1H"));

        List<Long> ids = node
                .publisher()
                .publishAll(List.of(0, 1, 2), (n, draft) -> {
                    draft.type("work").eligibleNow().payload(new Chunks.Item(n));
                    if (n > 0) {
                        draft.rules(Rule.named("slow"));
                    }
                })
                .stream()
                .map(PipelineTest::id)
                .toList();

        until(() -> database.count("fail_count = 1 AND state = 'WAITING'") == 3);
        assertThat(database.count("errors LIKE '%CLAIM0069%'")).isEqualTo(3);
        assertThat(chunks.calls()).as("the rule's call is the only one").containsExactly(List.of(ids.get(1)));
    }

    /** Does with its row what the script says of a chunk. */
    @ApplicationScoped
    @Named("slow")
    static class SlowRule implements RulePredicate {

        @Inject
        Script script;

        @Override
        public boolean holds(LogRecord row, JsonValue argument) throws Exception {
            script.chunks().call(List.of(row));
            return true;
        }
    }

    @Test
    void a_chunk_that_ignores_its_interrupt_is_stuck_with_all_its_rows() throws Exception {
        Node node = running(with(rows -> {
                    if (rows.size() > 1) {
                        gate.passStubbornly();
                    }
                    return Chunks.successes(rows);
                })
                .set("time-limits", "work=PT0.3S"));

        List<Long> ids = Chunks.publish(node, "work", 5);

        until(() -> node.scheduler().stuckTasks().size() == 5);
        assertThat(node.scheduler().stuckTasks()).extracting(StuckTask::id).containsExactlyInAnyOrderElementsOf(ids);
        gate.open();
        untilStates("PROCESSED 5");
        assertThat(node.scheduler().stuckTasks()).isEmpty();
    }

    @Test
    void a_running_chunk_that_outlasts_the_drain_is_given_back() throws Exception {
        Node node = running(with(rows -> {
            gate.pass();
            return Chunks.successes(rows);
        }));
        Chunks.publish(node, "work", 5);
        until(() -> gate.arrived() == 1);

        node.stop();

        assertThat(states()).isEqualTo("WAITING 5");
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void rows_that_wait_for_others_are_given_back_when_the_node_stops() throws Exception {
        Node node = running(with(Chunks::successes).timings(new Patient()));
        Chunks.publish(node, "work", 3);
        until(() -> count(ActionState.CLAIMED) == 3 && node.loop().inFlight() == 3);

        node.stop();

        assertThat(states()).isEqualTo("WAITING 3");
        assertThat(database.count("fail_count > 0")).isZero();
        assertThat(chunks.calls()).isEmpty();
        assertThat(node.loop().leases()).isZero();
    }

    @Test
    void heartbeats_renew_rows_that_wait_for_others() throws Exception {
        Node node = running(with(Chunks::successes).timings(new Patient()));
        long id = Chunks.publish(node, "work", 1).get(0);
        untilIs(id, ActionState.CLAIMED);
        var lease = database.time("lease_until", id);

        node.loop().beat();

        assertThat(database.time("lease_until", id)).isAfter(lease);
    }

    @Test
    void a_queued_chunk_does_not_begin_after_the_leases_of_its_rows_have_ended() throws Exception {
        Node first = byHand(with(rows -> {
                    gate.pass();
                    return Chunks.successes(rows);
                })
                .set("lease", "PT1S")
                .set("concurrency", "1"));
        Chunks.publish(first, "work", 10);
        first.scheduler().runOnce(10);
        until(() -> gate.arrived() == 1);
        first.cut(true);

        Chunks ofTheOther = new Chunks();
        running(node().with(Chunks.Plain.class).onChunks(rows -> {
            ofTheOther.note(rows);
            return Chunks.successes(rows);
        }));
        untilStates("PROCESSED 10");
        gate.open();
        first.cut(false);
        // they are counted after they have left
        until(() -> first.loop().inFlight() == 0 && first.loop().lostLeases() >= 5);

        assertThat(chunks.calls()).as("what had begun before").hasSize(1);
        assertThat(ofTheOther.sizes()).hasSize(10).containsOnly(1);
        assertThat(first.loop().lostLeases()).as("only what ran is reported").isEqualTo(5);
        assertThat(states()).isEqualTo("PROCESSED 10");
    }
}
