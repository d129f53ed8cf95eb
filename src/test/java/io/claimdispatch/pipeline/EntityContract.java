package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.jpa.PersistenceUnit;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The JPA entity, in a JVM whose zone has hours that do not exist and hours that exist twice. */
abstract class EntityContract extends PipelineTest {

    /** Around both changes of 2026, to the microsecond. */
    private static final List<Instant> TIMES = List.of(
            Instant.parse("2026-03-29T00:59:59.999999Z"),
            Instant.parse("2026-03-29T01:00:00Z"),
            Instant.parse("2026-03-29T01:30:00.000001Z"),
            Instant.parse("2026-03-29T02:30:00Z"),
            Instant.parse("2026-10-25T00:30:00Z"),
            Instant.parse("2026-10-25T00:59:59.999999Z"),
            Instant.parse("2026-10-25T01:00:00Z"),
            Instant.parse("2026-10-25T01:30:00.123456Z"),
            Instant.parse("2026-10-25T02:30:00Z"));

    private final TimeZone zone = TimeZone.getDefault();

    EntityContract(Databases database) {
        super(database);
    }

    @BeforeEach
    void aZoneWithSummerTime() {
        TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    }

    @AfterEach
    void theZoneAsItWas() {
        TimeZone.setDefault(zone);
    }

    private List<Long> publishTimes(Node node) {
        return TIMES.stream()
                .map(at -> id(node.publisher().quick("timed", at, null)))
                .toList();
    }

    @Test
    void times_around_both_changes_are_the_same_by_entity_and_by_statement() throws Exception {
        Node node = byHand(node());

        List<Long> ids = publishTimes(node);

        for (int i = 0; i < TIMES.size(); i++) {
            assertThat(database.time("end_at", ids.get(i))).as("by statement").isEqualTo(TIMES.get(i));
            assertThat(node.actionLogs().find(ids.get(i)))
                    .get()
                    .as("by entity")
                    .extracting(ActionLog::eligibleAt)
                    .isEqualTo(TIMES.get(i));
        }
    }

    @Test
    void the_repeated_hour_is_claimed_with_the_times_that_were_published() throws Exception {
        List<Instant> seen = new java.util.concurrent.CopyOnWriteArrayList<>();
        Node node = byHand(node().on("timed", row -> {
            seen.add(row.eligibleAt());
            return Job.outcome(Outcome.success());
        }));
        List<Instant> past =
                TIMES.stream().map(time -> time.minusSeconds(364L * 86_400)).toList();
        past.forEach(at -> node.publisher().quick("timed", at, null));

        node.scheduler().runOnce();

        assertThat(seen).containsExactlyElementsOf(past);
        until(() -> count(ActionState.PROCESSED) == past.size());
        ActionLog row = node.actionLogs().latest(1).get(0);
        assertThat(row.processedAt()).isEqualTo(database.time("processed_at", row.id()));
        assertThat(row.claimedAt()).isEqualTo(database.time("claimed_at", row.id()));
        assertThat(row.createdAt()).isEqualTo(database.time("created_at", row.id()));
    }

    @Test
    void a_query_compares_times_as_instants() {
        Node node = byHand(node());
        List<Long> ids = publishTimes(node);

        for (int i = 0; i < TIMES.size(); i++) {
            Instant time = TIMES.get(i);
            List<Long> before = node.get(PersistenceUnit.class)
                    .with(manager -> manager.createQuery(
                                    "select a.id from ActionLog a where a.endAt < :time order by a.endAt", Long.class)
                            .setParameter("time", time)
                            .getResultList());
            List<Long> same = node.get(PersistenceUnit.class)
                    .with(manager -> manager.createQuery(
                                    "select a.id from ActionLog a where a.endAt = :time", Long.class)
                            .setParameter("time", time)
                            .getResultList());
            assertThat(before).isEqualTo(ids.subList(0, i));
            assertThat(same).containsExactly(ids.get(i));
        }
    }

    @Test
    void a_payload_of_megabytes_in_any_script_comes_back_as_it_was() throws Exception {
        List<String> seen = new ArrayList<>();
        Node node = byHand(node().on("large", row -> {
            seen.add(row.payload(String.class));
            return Job.outcome(Outcome.success());
        }));
        String text = "aä中\ud83d\ude00'\"\\\n\u2028".repeat(200_000);

        long id = id(node.publisher()
                .publish(d -> d.type("large").eligibleNow().payload(text).priority(Priority.LOW)));

        ActionLog row = node.actionLogs().find(id).orElseThrow();
        assertThat(row.payload().length()).isGreaterThan(1_600_000);
        assertThat(row.payloadSize()).isEqualTo(row.payload().getBytes(java.nio.charset.StandardCharsets.UTF_8).length);
        node.scheduler().runOnce();
        assertThat(seen).hasSize(1);
        assertThat(seen.get(0).equals(text)).isTrue();
    }

    @Test
    void a_row_is_read_afresh_each_time() throws Exception {
        Node node = byHand(node());
        long id = publishNow(node, "a");
        assertThat(node.actionLogs().find(id).orElseThrow().state()).isEqualTo(ActionState.WAITING);

        database.execute("UPDATE action_logs SET state = 'CANCELLED', reason = 'by hand' WHERE id = " + id);

        ActionLog fresh = node.actionLogs().find(id).orElseThrow();
        assertThat(fresh.state()).isEqualTo(ActionState.CANCELLED);
        assertThat(fresh.reason()).isEqualTo("by hand");
        assertThat(fresh.priority()).isEqualTo(Priority.NORMAL);
        assertThat(fresh.failCount()).isZero();
        assertThat(fresh.payload()).isEqualTo("{}");
        assertThat(fresh.claimToken()).isNull();
        assertThat(fresh.executionId()).isNull();
    }

    @Test
    void rows_by_entity_and_by_statement_roll_back_together() {
        Node node = byHand(node());

        org.assertj.core.api.Assertions.assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    long id = publishNow(node, "by entity");
                    node.publisher()
                            .publish(d -> d.type("by statement").eligibleNow().idempotencyKey("k"));
                    assertThat(node.actionLogs().find(id))
                            .as("the caller sees its own")
                            .isPresent();
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");

        assertThat(node.actionLogs().latest(10)).isEmpty();
    }
}
