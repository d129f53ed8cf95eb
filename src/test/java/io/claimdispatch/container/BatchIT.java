package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publisher;
import io.claimdispatch.Verdict;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** A chunk job with a checkpoint each five items, on the server's own implementation of Jakarta Batch. */
@ArquillianTest
class BatchIT {

    private static final Duration SOON = Duration.ofSeconds(60);

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Inject
    Journal journal;

    private final String run = UUID.randomUUID().toString();

    @Deployment
    static WebArchive application() {
        return TestWar.of(
                        "batch",
                        Map.of("retry.initial-delay", "PT0S"),
                        Journal.class,
                        NumbersProcessor.class,
                        NumbersReader.class,
                        NumbersWriter.class,
                        Order.class)
                .addAsResource("container/numbers.xml", "META-INF/batch-jobs/numbers.xml");
    }

    @Test
    void a_job_that_fails_between_checkpoints_goes_on_from_the_last_one_in_the_next_attempt() {
        long id = publish("numbers.fails");

        ActionLog row = await().atMost(SOON).until(() -> row(id), r -> r.state() == ActionState.PROCESSED);

        assertThat(row.failCount()).isEqualTo(1);
        assertThat(row.errors()).contains("CLAIM0065");
        assertThat(row.reason()).as("nothing was started anew").isNull();
        assertThat(entries(" from ")).containsExactly(run + " from 0", run + " from 10");
        assertEachWrittenOnce();
        assertThat(statusOf(row)).isEqualTo(BatchStatus.COMPLETED);
    }

    @Test
    void a_job_that_an_operator_stops_is_a_dead_letter_and_goes_on_from_its_checkpoint_when_requeued() {
        long id = publish("numbers.waits");
        await().atMost(SOON).until(() -> journal.count(run + " in the middle") == 1);
        ActionLog running = await().atMost(SOON).until(() -> row(id), r -> r.executionId() != null);

        BatchRuntime.getJobOperator().stop(running.executionId());
        journal.add(run + " goes on");

        ActionLog dead = await().atMost(SOON).until(() -> row(id), r -> r.state() == ActionState.DEAD);
        assertThat(dead.errors()).contains("CLAIM0084");
        assertThat(statusOf(dead)).isEqualTo(BatchStatus.STOPPED);
        assertThat(entries(" wrote ")).hasSizeLessThan(NumbersReader.NUMBERS);

        assertThat(actionLogs.requeue(id, "ann")).isEqualTo(Verdict.DONE);

        await().atMost(SOON).until(() -> row(id).state() == ActionState.PROCESSED);
        assertThat(entries(" from ")).hasSize(2).doesNotHaveDuplicates();
        assertEachWrittenOnce();
    }

    @Test
    void a_job_whose_xml_is_missing_makes_a_dead_letter_at_the_first_attempt() {
        long id = publish("numbers.missing");

        ActionLog dead = await().atMost(SOON).until(() -> row(id), r -> r.state() == ActionState.DEAD);

        assertThat(dead.failCount()).isEqualTo(1);
        assertThat(dead.errors())
                .contains("CLAIM0085", "META-INF/batch-jobs/no-such-numbers.xml is not in this application");
    }

    private void assertEachWrittenOnce() {
        assertThat(entries(" wrote "))
                .containsExactlyElementsOf(IntStream.range(0, NumbersReader.NUMBERS)
                        .mapToObj(number -> run + " wrote " + number)
                        .toList());
    }

    private long publish(String type) {
        return publisher
                .quick(type, Instant.EPOCH, new Order(run, NumbersReader.NUMBERS))
                .id()
                .orElseThrow();
    }

    private static BatchStatus statusOf(ActionLog row) {
        return BatchRuntime.getJobOperator().getJobExecution(row.executionId()).getBatchStatus();
    }

    private List<String> entries(String what) {
        return journal.entries().stream()
                .filter(entry -> entry.startsWith(run + what))
                .toList();
    }

    private ActionLog row(long id) {
        return actionLogs.find(id).orElseThrow();
    }
}
