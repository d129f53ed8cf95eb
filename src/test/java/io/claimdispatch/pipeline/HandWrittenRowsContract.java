package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Draft;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.Publication;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person has written into the table runs, or is seen; and no other row suffers from it. */
abstract class HandWrittenRowsContract extends PipelineTest {

    private static final String PAST = "{ts '2020-01-01 00:00:00'}";

    /** One oddity a row. */
    private static final List<String> RUN = List.of(
            "priority = 0",
            "priority = -1",
            "priority = 4",
            "priority = 32767",
            "payload_size = -2147483648",
            "payload_size = 2147483647",
            "fail_count = -2147483648",
            "end_at = {ts '0001-01-01 00:00:00'}",
            "end_at = {ts '0001-01-01 00:00:00'}, priority = 7",
            "created_at = {ts '9999-12-31 23:59:59'}, updated_at = {ts '9999-12-31 23:59:59'}",
            "idempotency_key = ''",
            "reason = '', errors = '', claimed_by = ''",
            "errors = 'no JSON'",
            "execution_id = -1",
            "execution_id = 9223372036854775807",
            "claim_token = -7, claimed_by = 'a person', lease_until = " + PAST,
            "processed_at = " + PAST,
            "payload = 'null'",
            "payload = '7'",
            "state = 'CLAIMED'",
            "state = 'CLAIMED', claim_token = 7, claimed_by = 'a person'",
            "state = 'CLAIMED', claim_token = 7, lease_until = " + PAST,
            "state = 'CLAIMED', claimed_by = 'a person', lease_until = " + PAST,
            "state = 'CLAIMED', lease_until = {ts '9998-01-01 00:00:00'}");

    private static final List<String> STAY =
            List.of("state = 'ARCHIVED'", "state = 'waiting'", "state = ''", "end_at = {ts '9999-12-31 23:59:59'}");

    HandWrittenRowsContract(Databases database) {
        super(database);
    }

    @BeforeEach
    void aTableFromBeforeThereWereConstraints() throws SQLException {
        database.dropConstraints();
    }

    @AfterEach
    void theConstraintsAsTheyWere() throws SQLException {
        endAll();
        database.addConstraints();
    }

    private Map<String, Long> write(List<String> oddities) throws SQLException {
        Node publisher = byHand(node());
        Map<String, Long> ids = new LinkedHashMap<>();
        for (String oddity : oddities) {
            long id = publishNow(publisher, "work");
            database.execute("UPDATE action_logs SET " + oddity + " WHERE id = " + id);
            ids.put(oddity, id);
        }
        end(publisher);
        return ids;
    }

    private Node.Builder worker() {
        return node().set("lease", "PT1S").on("work", row -> Job.outcome(Outcome.success()));
    }

    @Test
    void a_row_with_any_content_runs_or_is_reported_once() throws Exception {
        Map<String, Long> run = write(RUN);
        Map<String, Long> stay = write(STAY);
        try (LogLines log = new LogLines()) {
            Node node = running(worker());

            await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
                node.tick();
                assertThat(run.entrySet().stream().filter(row -> !isProcessed(row.getValue())))
                        .isEmpty();
            });
            until(() -> !log.with("CLAIM0096").isEmpty());
            assertThat(log.with("CLAIM0096")).hasSize(1);
            assertThat(log.with("CLAIM0095")).isNotEmpty();
            assertThat(stay.values())
                    .allSatisfy(id -> assertThat(log.with("CLAIM0096").get(0)).contains("id " + id + " "));
            assertThat(node.actionLogs().latest(100)).hasSize(RUN.size() + STAY.size());
        }
    }

    private boolean isProcessed(long id) {
        try {
            return is(id, ActionState.PROCESSED);
        } catch (SQLException e) {
            // on Derby, a read that another transaction has met in a deadlock
            return false;
        }
    }

    @Test
    void a_state_of_another_version_is_listed_with_its_text_and_does_not_fail_the_list() throws Exception {
        Map<String, Long> rows = write(List.of("reason = 'as ever'", "state = 'ARCHIVED'"));
        long odd = rows.get("state = 'ARCHIVED'");
        Node node = byHand(node());

        List<ActionLog> latest = node.actionLogs().latest(100);

        assertThat(latest).extracting(ActionLog::state).containsExactly(ActionState.UNKNOWN, ActionState.WAITING);
        assertThat(latest).extracting(ActionLog::stateText).containsExactly("ARCHIVED", "WAITING");
        assertThat(node.actionLogs().latest(ActionState.UNKNOWN, 10))
                .extracting(ActionLog::id)
                .containsExactly(odd);
        assertThat(node.actionLogs().find(odd)).get().hasToString("ActionLog " + odd + " work UNKNOWN");
        assertThat(node.actionLogs().requeue(odd, "ann")).isEqualTo(Verdict.WRONG_STATE);
        assertThat(node.actionLogs().delete(odd, "ann", "a test")).isEqualTo(Verdict.DONE);
    }

    @Test
    void a_row_of_the_empty_type_is_unrouted_and_listed_as_such() throws Exception {
        long odd = write(List.of("type = ''")).get("type = ''");
        Node node = running(worker());

        until(() -> node.actionLogs().unroutedTypes().contains(""));

        assertThat(node.actionLogs().unrouted(10)).extracting(ActionLog::id).containsExactly(odd);
    }

    @Test
    void a_row_that_has_failed_two_thousand_million_times_fails_once_more_and_is_dead() throws Exception {
        long odd = write(List.of("fail_count = 2147483647")).get("fail_count = 2147483647");
        List<Integer> attempts = new CopyOnWriteArrayList<>();
        running(node().set("retry.max-attempts", "1000").on("work", row -> {
            attempts.add(row.attempt());
            throw new IllegalStateException("again");
        }));

        untilIs(odd, ActionState.DEAD);

        assertThat(attempts)
                .hasSize(1)
                .allSatisfy(attempt -> assertThat(attempt).isPositive());
        assertThat(Integer.parseInt(database.text("fail_count", odd))).isPositive();
    }

    @Test
    void an_id_by_hand_that_the_sequence_draws_is_an_error_with_a_way_out_and_no_duplicate() throws Exception {
        Node node = byHand(node());
        List<Consumer<Draft>> ways = List.of(
                draft -> draft.type("work").eligibleNow(),
                draft -> draft.type("work").eligibleNow().idempotencyKey("key"));
        for (Consumer<Draft> way : ways) {
            takeTheNextId(node);
            assertThatThrownBy(() -> node.publisher().publish(way))
                    .hasMessageContaining("CLAIM0097")
                    .hasMessageContaining("action_logs_seq");
            assertThat(node.publisher().publish(way)).isInstanceOf(Publication.Stored.class);
        }
        takeTheNextId(node);
        List<Consumer<Draft>> many = List.of(
                draft -> draft.type("other").eligibleNow(),
                draft -> draft.type("other").eligibleNow().idempotencyKey("another"));
        assertThatThrownBy(() -> node.publisher().publishAll(many)).hasMessageContaining("CLAIM0097");
        assertThat(database.count("type = 'other'")).as("nothing of the call").isZero();
        assertThat(node.publisher().publishAll(many)).allMatch(Publication::isStored);
    }

    private void takeTheNextId(Node node) throws SQLException {
        long last = publishNow(node, "by hand");
        database.execute("UPDATE action_logs SET id = " + (last + 1) + " WHERE id = " + last);
    }

    @Test
    void a_row_that_recovery_cannot_judge_keeps_none_behind_it_from_being_taken_back() throws Exception {
        List<String> expired = new ArrayList<>();
        String claimed = ", state = 'CLAIMED', claimed_by = 'dead', claim_token = 7, lease_until = ";
        expired.add("errors = '[1e99999999999]'" + claimed + "{ts '2019-01-01 00:00:00'}");
        expired.add("reason = 'behind it'" + claimed + PAST);
        Map<String, Long> ids = write(expired);

        running(worker());

        until(() -> is(ids.get(expired.get(1)), ActionState.PROCESSED));
    }
}
