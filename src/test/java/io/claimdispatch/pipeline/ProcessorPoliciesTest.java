package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.MovedTime;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.route.ProcessorRegistry;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What {@code @Processor} says about its types, alone and beside settings that name them. */
class ProcessorPoliciesTest extends PipelineTest {

    private final MovedTime time = MovedTime.running();

    ProcessorPoliciesTest() {
        super(Databases.H2);
    }

    @ApplicationScoped
    static class Methods {

        @Processor(
                value = "order.*",
                maxAttempts = 2,
                initialDelay = "PT20M",
                timeLimit = "PT50S",
                priority = Priority.HIGH,
                retention = "P1D")
        void order(LogRecord row) throws Exception {
            if (row.type().endsWith("slow")) {
                new CountDownLatch(1).await();
            }
            throw new IllegalStateException("refused");
        }

        @Processor(value = "stage", timeLimit = "PT50S", maxAttempts = 1)
        CompletionStage<Void> stage() {
            return new CompletableFuture<>();
        }

        @Processor("plain")
        void plain() {
            throw new IllegalStateException("refused");
        }
    }

    @Processor(
            value = "report.*",
            maxAttempts = 2,
            initialDelay = "PT20M",
            timeLimit = "PT50S",
            priority = Priority.HIGH,
            retention = "P1D")
    static class Reports implements LogProcessor {

        @Inject
        Script script;

        @Override
        public boolean supports(String type) {
            script.asked().add(type);
            return !type.endsWith("not");
        }

        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {
                throw new IllegalStateException("refused");
            });
        }
    }

    private Node.Builder application() {
        return node().time(time).with(Methods.class, Reports.class);
    }

    @Test
    void policyOnAnnotationOverriddenBySetting() {
        Node declared = byHand(application());
        for (String type : List.of("order.paid", "report.daily")) {
            assertThat(policies(declared, type)).as(type).isEqualTo("2, PT20M, PT50S, HIGH, PT24H");
        }
        assertThat(policies(declared, "plain")).isEqualTo("10, PT0S, never, NORMAL, PT720H");

        Node byFamily = byHand(overridden("order.*", "report.*"));
        for (String type : List.of("order.paid", "report.daily")) {
            assertThat(policies(byFamily, type)).as(type).isEqualTo("7, PT7S, PT7M, LOW, PT168H");
        }
        assertThat(policies(byFamily, "plain")).isEqualTo("10, PT0S, never, NORMAL, PT720H");

        Node byType = byHand(overridden("order.paid", "report.daily"));
        for (String type : List.of("order.paid", "report.daily")) {
            assertThat(policies(byType, type)).as(type).isEqualTo("7, PT7S, PT7M, LOW, PT168H");
        }
        assertThat(policies(byType, "order.sent")).isEqualTo("2, PT20M, PT50S, HIGH, PT24H");
    }

    private Node.Builder overridden(String one, String other) {
        return application()
                .set("retry.max-attempts.types", one + "=7, " + other + "=7")
                .set("retry.initial-delay.types", one + "=PT7S, " + other + "=PT7S")
                .set("time-limits", one + "=PT7M, " + other + "=PT7M")
                .set("priority.types", one + "=low, " + other + "=low")
                .set("retention.types", one + "=P7D, " + other + "=P7D");
    }

    /** In the order of the annotation's members. */
    private static String policies(Node node, String type) {
        TypePolicies policies = node.get(TypePolicies.class);
        node.get(ProcessorRegistry.class).seen(type);
        return policies.maxAttempts(type) + ", " + policies.initialDelay(type) + ", "
                + policies.timeLimit(type).map(Duration::toString).orElse("never") + ", " + policies.priority(type)
                + ", " + policies.retention(type).map(Duration::toString).orElse("never");
    }

    @Test
    void aRowIsRetriedAfterTheDelayAndAsOftenAsItsProcessorSays() throws Exception {
        Node node = running(application());
        for (String type : List.of("order.paid", "report.daily")) {
            long id = publishNow(node, type);

            until(() -> database.count("id = " + id + " AND fail_count = 1 AND state = 'WAITING'") == 1);
            assertThat(Duration.between(database.time("updated_at", id), database.time("end_at", id)))
                    .as(type)
                    .isBetween(Duration.ofMinutes(19), Duration.ofMinutes(21));
            node.actionLogs().retryNow(id, "ann");

            untilIs(id, ActionState.DEAD);
            assertThat(database.count("id = " + id + " AND fail_count = 2")).isOne();
        }
    }

    @Test
    void aSettingThatNamesTheTypeDecidesItsAttemptsAndDelay() throws Exception {
        Node node = running(application()
                .set("retry.max-attempts.types", "order.*=1, order.paid=3")
                .set("retry.initial-delay.types", "order.*=PT0S"));

        long byType = publishNow(node, "order.paid");
        long byFamily = publishNow(node, "order.sent");

        untilIs(byType, ActionState.DEAD);
        untilIs(byFamily, ActionState.DEAD);
        assertThat(Attempts.of(database, byType)).hasSize(3);
        assertThat(Attempts.of(database, byFamily)).hasSize(1);
    }

    @Test
    void tasksAndStagesAreInterruptedAfterTheTimeLimitOfTheirProcessor() throws Exception {
        Node node = running(application().set("retry.max-attempts.types", "order.*=1"));

        long task = publishNow(node, "order.slow");
        long stage = publishNow(node, "stage");
        until(() -> node.get(RunningRows.class).all().size() == 2);
        time.pass(Duration.ofSeconds(51));

        untilIs(task, ActionState.DEAD);
        untilIs(stage, ActionState.DEAD);
        assertThat(database.text("errors", task)).contains("CLAIM0069", "'order.slow', PT50S");
        assertThat(database.text("errors", stage)).contains("CLAIM0069", "'stage', PT50S");
    }

    @Test
    void aSettingThatNamesTheTypeDecidesItsTimeLimit() throws Exception {
        Node node = running(application()
                .set("retry.max-attempts.types", "order.*=1")
                .set("time-limits", "order.*=PT30S, stage=PT40S"));

        long task = publishNow(node, "order.slow");
        long stage = publishNow(node, "stage");
        until(() -> node.get(RunningRows.class).all().size() == 2);
        time.pass(Duration.ofSeconds(41));

        untilIs(task, ActionState.DEAD);
        untilIs(stage, ActionState.DEAD);
        assertThat(database.text("errors", task)).contains("'order.slow', PT30S");
        assertThat(database.text("errors", stage)).contains("'stage', PT40S");
    }

    @Test
    void aRowPublishedWithoutPriorityHasThatOfTheProcessorInThisApplication() throws Exception {
        Node node = byHand(application());

        assertThat(priority(publishNow(node, "order.paid"))).isEqualTo(Priority.HIGH);
        assertThat(priority(publishNow(node, "plain"))).isEqualTo(Priority.NORMAL);
        assertThat(priority(publishNow(node, "elsewhere"))).isEqualTo(Priority.NORMAL);
        assertThat(priority(id(node.publisher()
                        .publish(d -> d.type("order.paid").eligibleNow().priority(Priority.NORMAL)))))
                .as("said by the draft")
                .isEqualTo(Priority.NORMAL);
        assertThat(priority(id(node.publisher()
                        .publish(d -> d.type("order.paid").eligibleNow().idempotencyKey("k")))))
                .as("with a key")
                .isEqualTo(Priority.HIGH);

        List<Priority> many = node
                .publisher()
                .publishAll(
                        List.of("report.daily", "plain", "order.paid"),
                        (type, d) -> d.type(type).eligibleNow())
                .stream()
                .map(publication -> priority(id(publication)))
                .toList();
        assertThat(many).containsExactly(Priority.HIGH, Priority.NORMAL, Priority.HIGH);
        assertThat(node.script().asked()).as("user code in the publisher").isEmpty();
    }

    @Test
    void aSettingThatNamesTheTypeDecidesItsPriorityUnlessTheDraftDoes() {
        Node node = byHand(application().set("priority.types", "order.*=normal, order.paid=low, elsewhere=high"));

        assertThat(priority(publishNow(node, "order.paid"))).isEqualTo(Priority.LOW);
        assertThat(priority(publishNow(node, "order.sent"))).isEqualTo(Priority.NORMAL);
        assertThat(priority(publishNow(node, "elsewhere"))).isEqualTo(Priority.HIGH);
        assertThat(priority(id(node.publisher()
                        .publish(d -> d.type("order.paid").eligibleNow().priority(Priority.HIGH)))))
                .isEqualTo(Priority.HIGH);
    }

    private Priority priority(long id) {
        try {
            return Priority.ofLevel(Integer.parseInt(database.text("priority", id)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Rows of a type in a state, as if they had come into it long ago. */
    private void old(Node node, String type, ActionState state) throws SQLException {
        long id = publishNow(node, type);
        database.execute(
                "UPDATE action_logs SET state = '" + state + "', updated_at = '2020-01-01 00:00:00' WHERE id = " + id);
    }

    /** The finished rows of all types, and behind them one whose end shows that they have been passed. */
    private void finished() throws SQLException {
        Node publisher = byHand(node().set("retention", "never"));
        for (ActionState state : List.of(
                ActionState.PROCESSED,
                ActionState.SKIPPED,
                ActionState.DISCARDED,
                ActionState.CANCELLED,
                ActionState.DEAD)) {
            old(publisher, "order.paid", state);
            old(publisher, "order.sent", state);
            old(publisher, "plain", state);
        }
        old(publisher, "passed", ActionState.PROCESSED);
        end(publisher);
    }

    private long left(String type) throws SQLException {
        return database.count("type = '" + type + "'");
    }

    @Test
    void aNodeDeletesFinishedRowsByTheRetentionOfItsProcessorsButNoDeadLetters() throws Exception {
        finished();

        byHand(application()
                .set("retention", "never")
                .set("retention.types", "order.sent=never, passed=P1D")
                .set("retention.dead-types", "another=P1D"));

        until(() -> left("passed") == 0);
        assertThat(database.query("SELECT state FROM action_logs WHERE type = 'order.paid'"))
                .containsExactly("DEAD");
        assertThat(left("order.sent")).as("named by a setting").isEqualTo(5);
        assertThat(left("plain")).isEqualTo(5);
    }

    @Test
    void aNodeThatDoesNotRouteATypeDoesNotDeleteItByAnAnnotationElsewhere() throws Exception {
        finished();

        byHand(node().set("retention", "P1D").set("retention.types", "order.sent=P1D, passed=P1D"));

        until(() -> left("passed") == 0);
        assertThat(left("order.paid")).as("named by no setting").isEqualTo(5);
        assertThat(left("plain")).as("named by no setting").isEqualTo(5);
        assertThat(left("order.sent")).as("named by a setting").isEqualTo(1);
    }

    @ApplicationScoped
    static class Archive {

        @Processor(value = "order.*", retention = "never")
        void order() {}

        @Processor("plain")
        void plain() {}

        @Processor("passed")
        void passed() {}
    }

    @Test
    void aProcessorKeepsItsRowsLongerThanTheGeneralSetting() throws Exception {
        finished();

        byHand(node().with(Archive.class).set("retention.types", "order.sent=P1D"));

        until(() -> left("passed") == 0);
        assertThat(left("order.paid")).isEqualTo(5);
        assertThat(left("order.sent")).isEqualTo(1);
        assertThat(left("plain")).isEqualTo(1);
    }

    @Test
    void rowsOfAFamilyAreKeptUntilItsProcessorHasSaidThatItSupportsTheType() throws Exception {
        Node publisher = byHand(node().set("retention", "never"));
        old(publisher, "report.daily", ActionState.PROCESSED);
        old(publisher, "report.not", ActionState.PROCESSED);
        old(publisher, "passed", ActionState.PROCESSED);
        end(publisher);

        Node node = running(application()
                .set("retention", "never")
                .set("retention.types", "passed=P1D")
                .timings(new OneWalkAfterAnother()));

        until(() -> left("report.daily") == 0);
        assertThat(node.script().asked()).containsExactlyInAnyOrder("report.daily", "report.not");
        assertThat(left("report.not")).as("not routed here").isEqualTo(1);
    }

    private static final class OneWalkAfterAnother extends ShortTimings {
        @Override
        public Duration retentionRest() {
            return soon();
        }
    }
}
