package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Outcome;
import io.claimdispatch.Rule;
import io.claimdispatch.RunReport;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows whose processor takes many at once. */
class ChunkTest extends ChunkedRows {

    @Test
    void rows_run_together_in_the_order_of_their_claim_and_no_more_than_the_processor_takes() throws Exception {
        Node node = running(with(Chunks::successes));

        List<Long> ids = Chunks.publish(node, "work", 12);

        untilStates("PROCESSED 12");
        until(() -> node.loop().inFlight() == 0);
        assertThat(chunks.calls())
                .containsExactlyInAnyOrder(ids.subList(0, 5), ids.subList(5, 10), ids.subList(10, 12));
        assertThat(database.count("fail_count > 0")).isZero();
    }

    @Test
    void a_row_waits_for_others_and_no_longer_than_a_moment() throws Exception {
        Node patient = running(with(Chunks::successes).timings(new Patient()));
        List<Long> first = Chunks.publish(patient, "work", 2);
        until(() -> count(ActionState.CLAIMED) == 2 && patient.loop().inFlight() == 2);
        List<Long> second = Chunks.publish(patient, "work", 3);

        untilStates("PROCESSED 5");
        assertThat(chunks.calls()).hasSize(1);
        assertThat(chunks.calls().get(0)).containsExactlyInAnyOrderElementsOf(join(first, second));
        end(patient);

        Node node = running(with(Chunks::successes));
        Chunks.publish(node, "work", 1);
        untilStates("PROCESSED 6");
        assertThat(chunks.sizes()).containsExactly(5, 1);
    }

    private static List<Long> join(List<Long> one, List<Long> other) {
        List<Long> all = new ArrayList<>(one);
        all.addAll(other);
        return all;
    }

    @Test
    void rows_of_different_types_of_a_family_do_not_run_together() throws Exception {
        Node node = running(with(Chunks::successes));
        node.publisher()
                .publishAll(
                        List.of("family.a", "family.b", "family.a", "family.b"),
                        (type, draft) -> draft.type(type).eligibleNow());

        untilStates("PROCESSED 4");
        for (List<Long> call : chunks.calls()) {
            assertThat(database.query("SELECT DISTINCT type FROM action_logs WHERE id IN ("
                            + String.join(
                                    ",", call.stream().map(String::valueOf).toList()) + ")"))
                    .hasSize(1);
        }
    }

    @Test
    void a_skipped_row_and_one_that_cannot_be_read_drop_out_alone() throws Exception {
        Node node = running(with(Chunks::successes).set("retry.initial-delay", "PT1H"));

        List<Long> ids = node
                .publisher()
                .publishAll(List.of(0, 1, 2, 3, 4), (n, draft) -> {
                    draft.type("work").eligibleNow().payload(n == 1 ? (Object) "no item" : new Chunks.Item(n));
                    if (n == 3) {
                        draft.rules(Rule.field("number").atLeast(100));
                    }
                })
                .stream()
                .map(PipelineTest::id)
                .toList();

        untilStates("PROCESSED 3, SKIPPED 1, WAITING 1");
        assertThat(chunks.calls()).containsExactly(List.of(ids.get(0), ids.get(2), ids.get(4)));
        assertThat(database.text("state", ids.get(3))).isEqualTo("SKIPPED");
        assertThat(database.text("fail_count", ids.get(1))).isEqualTo("1");
        assertThat(database.text("errors", ids.get(1))).contains("CLAIM0061");
        assertThat(database.count("fail_count > 0")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void an_exception_fails_each_row_once_and_then_only_the_bad_one_alone(boolean isFinal) throws Exception {
        Node node = running(with(rows -> {
                    if (rows.stream().anyMatch(ChunkTest::isBad)) {
                        throw isFinal ? new NonRetryableException("bad") : new IllegalStateException("bad");
                    }
                    return Chunks.successes(rows);
                })
                .set("retry.max-attempts", "2"));

        List<Long> ids = Chunks.publish(node, "work", 5);

        untilStates("DEAD 1, PROCESSED 4");
        assertThat(chunks.calls()).hasSize(6).startsWith(ids);
        assertThat(chunks.sizes().subList(1, 6)).containsOnly(1);
        assertThat(database.text("state", ids.get(3))).isEqualTo("DEAD");
        assertThat(database.text("fail_count", ids.get(3))).isEqualTo("2");
        assertThat(database.count("fail_count = 1 AND state = 'PROCESSED'")).isEqualTo(4);
        assertThat(Attempts.of(database, ids.get(0)))
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.getString("error")).contains("bad"));
    }

    @Test
    void each_row_gets_the_outcome_at_its_place() throws Exception {
        List<Outcome> outcomes = List.of(
                Outcome.success(),
                Outcome.discard("nothing to do"),
                Outcome.fail("no such account"),
                Outcome.snoozeFor(Duration.ofDays(1)),
                Outcome.retryIn(Duration.ofDays(1), "later"));
        Node node = running(with(rows -> outcomes));

        List<Long> ids = Chunks.publish(node, "work", 5);

        untilStates("DEAD 1, DISCARDED 1, PROCESSED 1, WAITING 2");
        assertThat(ids.stream().map(this::state))
                .containsExactly("PROCESSED 0", "DISCARDED 0", "DEAD 1", "WAITING 0", "WAITING 1");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "too few", "too many", "a null"})
    void outcomes_that_do_not_match_the_rows_fail_all_of_them(String kind) throws Exception {
        Node node = running(with(rows -> rows.size() == 1
                        ? Chunks.successes(rows)
                        : switch (kind) {
                            case "null" -> null;
                            case "too few" -> List.of(Outcome.success());
                            case "too many" -> Collections.nCopies(6, Outcome.success());
                            default ->
                                Arrays.asList(
                                        Outcome.success(),
                                        null,
                                        Outcome.success(),
                                        Outcome.success(),
                                        Outcome.success());
                        })
                .set("retry.max-attempts", "2"));

        List<Long> ids = Chunks.publish(node, "work", 5);

        untilStates("PROCESSED 5");
        assertThat(database.count("fail_count = 1")).isEqualTo(5);
        assertThat(database.text("errors", ids.get(4))).contains("CLAIM0249", "chunk of 5");
    }

    @Test
    void a_chunk_takes_one_place_of_the_window() throws Exception {
        Node node = running(with(rows -> {
                    gate.pass();
                    return Chunks.successes(rows);
                })
                .timings(new Patient())
                .set("concurrency", "2"));

        Chunks.publish(node, "work", 13);

        until(() -> gate.arrived() == 2);
        assertThat(chunks.sizes()).containsExactly(5, 5);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(10);
        assertThat(count(ActionState.WAITING)).isEqualTo(3);
        node.tick();
        gate.open();
        until(() -> count(ActionState.PROCESSED) == 10);
    }

    @Test
    void a_run_by_hand_hands_chunks_on_without_a_wait_and_reports_each_row() throws Exception {
        Node node = byHand(with(Chunks::successes).timings(new Patient()));
        Chunks.publish(node, "work", 7);
        node.publisher().publish(draft -> draft.type("work").eligibleNow().payload("no item"));

        RunReport report = node.scheduler().runOnce();

        untilStates("PROCESSED 7, WAITING 1");
        assertThat(report).isEqualTo(new RunReport(8, 7, 1));
        assertThat(chunks.sizes()).containsExactlyInAnyOrder(5, 2);
        assertThat(database.count("fail_count = 1")).isEqualTo(1);
    }

    @Test
    void a_type_of_a_family_that_a_setting_allows_one_attempt_runs_row_by_row() throws Exception {
        Node node = running(with(Chunks::successes).set("retry.max-attempts.types", "family.once=1"));

        Chunks.publish(node, "family.once", 3);

        untilStates("PROCESSED 3");
        assertThat(chunks.sizes()).containsExactly(1, 1, 1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retry.max-attempts=1", "retry.max-attempts.types=work=1", "retry.max-attempts.types=*=1"})
    void a_setting_that_allows_one_attempt_stops_the_start(String setting) {
        int equals = setting.indexOf('=');
        Node.Builder refused = with(Chunks::successes).set(setting.substring(0, equals), setting.substring(equals + 1));

        assertThatThrownBy(() -> running(refused)).hasMessageContainingAll("CLAIM0247", "Chunks$Plain", "2 attempts");
    }
}
