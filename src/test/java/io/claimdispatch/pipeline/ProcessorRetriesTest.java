package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Inject;
import jakarta.transaction.Status;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The word of a processor on failed attempts of its rows. */
class ProcessorRetriesTest extends PipelineTest {

    private static final List<String> ASKED = new CopyOnWriteArrayList<>();

    private static volatile Script.Step step = row -> Job.task(() -> {});
    private static volatile Answer answer = (row, error) -> Optional.empty();

    ProcessorRetriesTest() {
        super(Databases.H2);
    }

    private interface Answer {
        Optional<Outcome.Failure> to(LogRecord row, Throwable error) throws Exception;
    }

    @RequestScoped
    static class Request {
        String name() {
            return "in a request";
        }
    }

    @Processor("own")
    static class Own implements LogProcessor {

        @Inject
        Request request;

        @Override
        public Job toJob(LogRecord row) throws Exception {
            return step.job(row);
        }

        @Override
        public Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) throws Exception {
            ASKED.add(row.attempt() + " " + error.getMessage() + " " + request.name() + " "
                    + (new LocalUserTransaction().getStatus() == Status.STATUS_NO_TRANSACTION));
            return answer.to(row, error);
        }
    }

    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class Counting implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            ASKED.add("policy");
            return row.attempt() == 1 ? Optional.of(Duration.ofHours(3)) : Optional.empty();
        }
    }

    @BeforeEach
    void nobodyAsked() {
        ASKED.clear();
    }

    private Node failing(Node.Builder builder, Answer own) {
        return doing(
                builder,
                row -> Job.task(() -> {
                    throw new IOException("no luck");
                }),
                own);
    }

    private Node doing(Node.Builder builder, Script.Step job, Answer own) {
        step = job;
        answer = own;
        return running(builder.with(Own.class, Request.class, Counting.class));
    }

    private String error(long id, int attempt) throws Exception {
        return Attempts.of(database, id).get(attempt).getString("error");
    }

    private void waitsForThreeHours(long id) throws Exception {
        until(() -> is(id, ActionState.WAITING) && "1".equals(database.text("fail_count", id)));
        assertThat(Duration.between(database.time("updated_at", id), database.time("end_at", id)))
                .isEqualTo(Duration.ofHours(3));
    }

    @Test
    void an_empty_answer_leaves_the_decision_to_the_policy() throws Exception {
        Node node = failing(node(), (row, error) -> Optional.empty());

        long id = publishNow(node, "own");

        waitsForThreeHours(id);
        assertThat(ASKED).containsExactly("1 no luck in a request true", "policy");
    }

    @Processor("plain")
    static class Plain implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) throws Exception {
            throw new IOException("no luck");
        }
    }

    @Test
    void a_processor_that_says_nothing_leaves_the_decision_to_the_policy() throws Exception {
        Node node = failing(node().with(Plain.class), (row, error) -> Optional.empty());

        waitsForThreeHours(publishNow(node, "plain"));

        assertThat(ASKED).containsExactly("policy");
    }

    @Test
    void a_delay_or_a_time_is_used_instead_of_the_policys_and_the_error_is_kept() throws Exception {
        Instant at = Instant.parse("2099-01-01T00:00:00Z");
        Node node = failing(
                node(),
                (row, error) -> Optional.of(
                        row.attempt() == 1
                                ? Outcome.retryIn(Duration.ZERO)
                                : Outcome.retryAt(at, "when the quota is new")));

        long id = publishNow(node, "own");

        until(() -> at.equals(database.time("end_at", id)));
        assertThat(database.text("fail_count", id)).isEqualTo("2");
        assertThat(ASKED).containsExactly("1 no luck in a request true", "2 no luck in a request true");
        assertThat(error(id, 0)).startsWith("java.io.IOException: no luck").contains("ProcessorRetriesTest");
        assertThat(error(id, 1))
                .contains("CLAIM0195", "Outcome.retryAt: when the quota is new")
                .contains("Caused by: java.io.IOException: no luck", "ProcessorRetriesTest");
    }

    @Test
    void a_fail_makes_the_row_a_dead_letter_with_the_error_and_the_reason() throws Exception {
        Node node = failing(node(), (row, error) -> Optional.of(Outcome.fail("the account is closed")));

        long id = publishNow(node, "own");

        untilIs(id, ActionState.DEAD);
        assertThat(ASKED).containsExactly("1 no luck in a request true");
        assertThat(error(id, 0))
                .contains("CLAIM0194", "Outcome.fail: the account is closed")
                .contains("Caused by: java.io.IOException: no luck");
    }

    @Test
    void no_answer_gives_a_row_more_attempts_than_the_settings() throws Exception {
        Node node = failing(
                node().set("retry.max-attempts", "3"), (row, error) -> Optional.of(Outcome.retryIn(Duration.ZERO)));

        long id = publishNow(node, "own");

        untilIs(id, ActionState.DEAD);
        assertThat(ASKED).hasSize(3).doesNotContain("policy");
        assertThat(database.text("fail_count", id)).isEqualTo("3");
    }

    @Processor(value = "twice", maxAttempts = 2)
    static class Twice extends Own {}

    @Test
    void a_processor_can_tell_the_last_attempt_by_its_annotation_and_by_the_setting_that_overrides_it()
            throws Exception {
        Node node = failing(
                node().with(Twice.class).set("retry.max-attempts", "3"),
                (row, error) -> Optional.of(
                        row.attempt() < row.maxAttempts()
                                ? Outcome.retryIn(Duration.ZERO)
                                : Outcome.fail("after " + row.maxAttempts())));

        long annotated = publishNow(node, "twice");
        long set = publishNow(node, "own");

        untilStates("DEAD 2");
        assertThat(error(annotated, 1)).contains("Outcome.fail: after 2");
        assertThat(error(set, 2)).contains("Outcome.fail: after 3");
    }

    @Test
    void an_answer_that_fails_is_logged_and_the_policy_decides() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = failing(node(), (row, error) -> {
                new LocalUserTransaction().begin();
                throw new AssertionError("in the answer");
            });

            long id = publishNow(node, "own");

            waitsForThreeHours(id);
            assertThat(ASKED).containsExactly("1 no luck in a request true", "policy");
            assertThat(log.with("CLAIM0196"))
                    .singleElement()
                    .asString()
                    .contains("id=" + id, "AssertionError: in the answer");
            assertThat(log.with("CLAIM0163")).as("its transaction").hasSize(1);
            assertThat(error(id, 0)).startsWith("java.io.IOException: no luck");
        }
    }

    @Test
    @SuppressWarnings({"NullAway", "NullOptional"}) // what users do
    void a_null_answer_is_logged_and_the_policy_decides() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = failing(node(), (row, error) -> null);

            waitsForThreeHours(publishNow(node, "own"));

            assertThat(log.with("CLAIM0196")).singleElement().asString().contains("CLAIM0197", "'own'");
        }
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // what users of other languages do
    void an_answer_that_is_no_failure_is_logged_and_the_policy_decides() throws Exception {
        try (LogLines log = new LogLines()) {
            Node node = failing(node(), (row, error) -> (Optional) Optional.of(Outcome.success()));

            waitsForThreeHours(publishNow(node, "own"));

            assertThat(log.with("CLAIM0196")).singleElement().asString().contains("ClassCastException");
        }
    }

    @Test
    void the_processor_is_asked_after_the_rollback_of_an_atomic_task_and_the_end_of_a_stage() throws Exception {
        Answer fails = (row, error) -> Optional.of(Outcome.fail("no more"));
        Node node = doing(
                node(),
                row -> row.payload().contains("atomic")
                        ? Job.atomic(() -> {
                            throw new IOException("atomic");
                        })
                        : Job.async(() -> CompletableFuture.failedFuture(new IOException("stage"))),
                fails);

        node.publisher().publish(d -> d.type("own").eligibleNow().payload("atomic"));
        node.publisher().publish(d -> d.type("own").eligibleNow().payload("stage"));

        untilStates("DEAD 2");
        assertThat(ASKED).containsExactlyInAnyOrder("1 atomic in a request true", "1 stage in a request true");
    }

    @Test
    void the_processor_is_not_asked_about_a_failure_that_is_decided_already() throws Exception {
        Node node = doing(
                node(),
                row -> Job.task(() -> {
                    if (row.payload().contains("throws")) {
                        throw new NonRetryableException("never");
                    }
                    return row.payload().contains("fails") ? Outcome.fail("no") : Outcome.retryIn(Duration.ofDays(1));
                }),
                (row, error) -> Optional.of(Outcome.retryIn(Duration.ZERO)));

        for (String payload : List.of("throws", "fails", "retries")) {
            node.publisher().publish(d -> d.type("own").eligibleNow().payload(payload));
        }

        until(() -> states().equals("DEAD 2, WAITING 1") && database.count("fail_count = 1") == 3);
        assertThat(ASKED).isEmpty();
    }

    @Processor("family.*")
    static class Family extends Own {}

    @Processor("choosing.*")
    static class Choosing extends Own {
        @Override
        public boolean supports(String type) {
            return true;
        }
    }

    @Test
    void the_processor_is_asked_about_a_type_that_the_node_has_not_met_unless_supports_would_have_to_be_called()
            throws Exception {
        Node other = byHand(node());
        answer = (row, error) -> Optional.of(Outcome.fail("no more"));
        Node node = byHand(node().with(Family.class, Choosing.class, Request.class, Counting.class));
        long known = publishNow(other, "family.first");
        long asked = publishNow(other, "choosing.first");
        database.execute("UPDATE action_logs SET state = 'CLAIMED', claimed_by = 'dead', claim_token = 5,"
                + " claimed_at = end_at, lease_until = {ts '2020-01-01 00:00:00'}");

        node.loop().recover();

        untilIs(known, ActionState.DEAD);
        untilIs(asked, ActionState.WAITING);
        assertThat(ASKED)
                .hasSize(2)
                .contains("policy")
                .anySatisfy(line -> assertThat(line).startsWith("1 CLAIM0064").endsWith("in a request true"));
    }

    @Test
    void the_processor_is_asked_about_a_row_that_exceeded_its_time_and_about_one_of_a_dead_node() throws Exception {
        Gate gate = new Gate();
        Node node = doing(
                node().set("time-limits", "own=PT0.3S"),
                row -> Job.task(gate::pass),
                (row, error) -> Optional.of(Outcome.fail("no more")));
        Node other = byHand(node());

        untilIs(publishNow(node, "own"), ActionState.DEAD);
        node.cut(true);
        long id = publishNow(other, "own");
        database.execute("UPDATE action_logs SET state = 'CLAIMED', claimed_by = 'dead', claim_token = 5,"
                + " claimed_at = end_at, lease_until = {ts '2020-01-01 00:00:00'} WHERE id = " + id);
        node.cut(false);
        node.loop().recover();

        untilIs(id, ActionState.DEAD);
        assertThat(ASKED).hasSize(2);
        assertThat(ASKED.get(0)).startsWith("1 CLAIM0069").endsWith("in a request true");
        assertThat(ASKED.get(1)).startsWith("1 CLAIM0064").endsWith("in a request true");
        assertThat(database.text("errors", id)).contains("CLAIM0194", "no more", "CLAIM0064");
    }
}
