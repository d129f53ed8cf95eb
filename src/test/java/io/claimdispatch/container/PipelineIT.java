package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import jakarta.batch.runtime.BatchRuntime;
import jakarta.batch.runtime.BatchStatus;
import jakarta.inject.Inject;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.management.MBeanServer;
import javax.management.ObjectName;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/**
 * A user's application on a real server with its default database. The poll interval is a day: what starts at all in these
 * tests was woken by the publish, except where the test calls the scheduler.
 */
@ArquillianTest
class PipelineIT {

    @Inject
    Bookkeeping bookkeeping;

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Inject
    Journal journal;

    private final String number = UUID.randomUUID().toString();

    @Deployment
    static WebArchive application() {
        return TestWar.of(
                        "pipeline",
                        Map.of("poll-interval", "P1D", "retry.initial-delay", "PT0S", "retry.max-attempts", "3"),
                        Bookkeeping.class,
                        ImportBatchlet.class,
                        ImportProcessor.class,
                        Journal.class,
                        ManualRun.class,
                        Order.class,
                        OrderEvents.class,
                        OrderProcessors.class,
                        RequestNote.class,
                        TestWar.class)
                .addAsResource("container/import.xml", "META-INF/batch-jobs/import.xml");
    }

    @Test
    void what_is_published_in_a_transaction_runs_after_its_commit_and_is_marked_processed() {
        long id = idOf(bookkeeping.place(number));

        ActionLog row = await().until(() -> row(id), r -> r.state() == ActionState.PROCESSED);

        assertThat(journal.count("placed " + number + " 7 attempt 1 request 1 transaction false"))
                .isOne();
        assertThat(row.processedAt()).isAfterOrEqualTo(row.claimedAt());
        assertThat(row.claimedAt()).isAfterOrEqualTo(row.createdAt());
        assertThat(row.leaseUntil()).isNull();
        assertThat(row.failCount()).isZero();
    }

    @Test
    void what_is_published_does_not_run_while_the_transaction_is_open() {
        List<String> seen = bookkeeping.whileOpen(number, () -> {
            // another action, committed by a transaction of its own, shows that the loop has passed by meanwhile
            String other = UUID.randomUUID().toString();
            Thread committer = new Thread(() -> publisher.quick("order.placed", Instant.EPOCH, new Order(other, 7)));
            inApplication(committer);
            await().until(() -> journal.entries().toString().contains(other));
            return journal.entries();
        });

        assertThat(seen.toString()).doesNotContain(number);
        await().until(() -> journal.entries().toString().contains(number));
    }

    @Test
    void a_rolled_back_publish_leaves_no_row_and_runs_no_job() {
        long id = idOf(bookkeeping.placeAndRollBack(number));

        String after = UUID.randomUUID().toString();
        bookkeeping.place(after);
        await().until(() -> journal.entries().toString().contains(after));
        assertThat(actionLogs.find(id)).isEmpty();
        assertThat(journal.entries().toString()).doesNotContain(number);
    }

    @Test
    void without_a_transaction_a_publish_is_one_of_its_own() {
        long id = idOf(publisher.quick("order.placed", Instant.EPOCH, new Order(number, 7)));

        await().until(() -> row(id).state() == ActionState.PROCESSED);
    }

    @Test
    void the_static_facade_publishes_in_the_callers_transaction() {
        long id = idOf(bookkeeping.facade(number));

        await().until(() -> row(id).state() == ActionState.PROCESSED);
    }

    @Test
    void a_duplicate_key_is_reported_and_leaves_the_callers_transaction_usable() {
        assertThat(bookkeeping.keyedTwiceAndMore(number, "key-" + number)).isTrue();

        await().until(() -> journal.entries().toString().contains(number + " after it"));
        Publication again = bookkeeping.keyed(number, "key-" + number);
        assertThat(again.isDuplicate()).isTrue();
        await().until(() -> row(idOf(again)).state() == ActionState.PROCESSED);
        assertThat(journal.entries().toString()).doesNotContain(number + " again");
    }

    @Test
    void bad_input_is_reported_and_leaves_the_callers_transaction_usable() {
        assertThat(bookkeeping.badInputAndMore(number)).isTrue();

        await().until(() -> journal.entries().toString().contains(number));
    }

    @Test
    void interceptors_apply_to_processor_methods() {
        long id = idOf(publisher.quick("order.booked", Instant.EPOCH, new Order(number, 7)));

        await().until(() -> row(id).state() == ActionState.PROCESSED);
        assertThat(journal.entries()).contains("booked " + number + " transaction true");
    }

    @Test
    void a_job_that_keeps_failing_is_tried_as_often_as_the_policy_says_and_is_then_a_dead_letter() {
        long id = idOf(publisher.quick("order.doomed", Instant.EPOCH, new Order(number, 7)));

        ActionLog row = await().until(
                        () -> {
                            ManualRun.once();
                            return row(id);
                        },
                        r -> r.state() == ActionState.DEAD);

        assertThat(row.failCount()).isEqualTo(3);
        assertThat(journal.count("doomed " + number)).isEqualTo(3);
        assertThat(row.processedAt()).isNull();
        assertThat(row.errors())
                .contains("\"attempt\":1", "\"attempt\":2", "\"attempt\":3", "no such order: " + number);
    }

    @Test
    void observers_of_actions_are_notified_once_outside_of_any_transaction() {
        long good = idOf(publisher.quick("order.placed", Instant.EPOCH, new Order(number, 7)));
        long bad = idOf(publisher.quick("order.doomed", Instant.EPOCH, new Order(number, 7)));

        await().until(() -> {
            ManualRun.once();
            return journal.count("event: died too " + bad) == 1;
        });
        await().until(() -> journal.count("event: processed " + good) == 1);

        assertThat(journal.entries().stream().filter(entry -> entry.matches("event: .* " + bad + "\\b.*")))
                .containsExactly(
                        "event: failed " + bad + " attempt 1",
                        "event: failed " + bad + " attempt 2",
                        "event: died " + bad + " request 1 transaction false",
                        "event: died too " + bad);
    }

    @Test
    void the_work_of_an_atomic_task_is_committed_with_its_row_or_not_at_all() {
        long id = idOf(publisher.quick("order.atomic", Instant.EPOCH, new Order(number, 7)));

        ActionLog row = await().until(
                        () -> {
                            ManualRun.once();
                            return row(id);
                        },
                        r -> r.state() == ActionState.PROCESSED);

        assertThat(row.failCount()).isEqualTo(1);
        await().until(() -> journal.entries().toString().contains("placed " + number + " by attempt 2"));
        assertThat(journal.entries().toString()).doesNotContain(number + " by attempt 1");
    }

    @Test
    void a_transaction_that_a_task_leaves_open_is_its_failure_and_reaches_no_other_row() {
        long id = idOf(publisher.quick("order.left-open", Instant.EPOCH, new Order(number, 7)));

        ActionLog row = await().until(
                        () -> {
                            ManualRun.once();
                            return row(id);
                        },
                        r -> r.state() == ActionState.DEAD);

        assertThat(row.errors()).contains("CLAIM0068");
        publisher.publishAll(
                IntStream.range(0, 200).boxed().toList(),
                (i, draft) -> draft.type("order.placed").eligibleNow().payload(new Order(number + "/" + i, i)));
        await().until(() -> journal.entries().stream()
                        .filter(entry -> entry.contains("placed " + number))
                        .count()
                == 200);
        assertThat(journal.entries().stream().filter(entry -> entry.contains("placed " + number)))
                .allMatch(entry -> entry.endsWith("transaction false"));
    }

    @Test
    void a_task_that_takes_its_thread_the_class_loader_has_its_outcome_and_reaches_no_other_row() {
        List<Publication> published = publisher.publishAll(
                IntStream.range(0, 100).boxed().toList(),
                (i, draft) -> draft.type(i % 10 == 0 ? "order.without-loader" : "order.placed")
                        .eligibleNow()
                        .payload(new Order(number + "/" + i, i)));

        await().until(() -> published.stream().allMatch(each -> row(idOf(each)).state() == ActionState.PROCESSED));

        assertThat(published).allMatch(each -> row(idOf(each)).failCount() == 0);
    }

    @Test
    void a_batch_job_is_started_with_the_rows_parameters_and_its_end_ends_the_row() {
        long id = idOf(publisher.quick("import.orders", Instant.EPOCH, new Order(number, 7)));

        ActionLog row = await().until(() -> row(id), r -> r.state() == ActionState.PROCESSED);

        assertThat(journal.count("imported " + number)).isOne();
        long execution = row.executionId();
        assertThat(BatchRuntime.getJobOperator().getJobExecution(execution).getBatchStatus())
                .isEqualTo(BatchStatus.COMPLETED);
        assertThat(BatchRuntime.getJobOperator().getParameters(execution))
                .containsEntry("claimDispatch.id", Long.toString(id))
                .containsEntry("claimDispatch.table", "action_logs")
                .containsEntry("number", number);
    }

    @Test
    void a_batch_job_that_fails_is_a_failed_attempt() {
        long id = idOf(publisher.quick("import.orders", Instant.EPOCH, new Order("bad-" + number, 7)));

        ActionLog row = await().until(
                        () -> {
                            ManualRun.once();
                            return row(id);
                        },
                        r -> r.state() == ActionState.DEAD);

        assertThat(row.failCount()).isEqualTo(3);
        assertThat(row.errors()).contains("CLAIM0065", "FAILED");
        assertThat(row.processedAt()).isNull();
    }

    @Test
    void a_type_without_a_processor_stays_visible_and_blocks_nothing() {
        String unrouted = "nobody." + number;
        List<Publication> published = publisher.publishAll(
                IntStream.range(0, 100).boxed().toList(),
                (i, draft) -> draft.type(unrouted).eligibleAt(Instant.EPOCH));
        long id = idOf(bookkeeping.place(number));

        await().until(() -> row(id).state() == ActionState.PROCESSED);

        assertThat(row(idOf(published.get(0))).state()).isEqualTo(ActionState.WAITING);
        assertThat(actionLogs.unroutedTypes()).contains(unrouted);
        assertThat(actionLogs.unrouted(1_000))
                .filteredOn(row -> row.type().equals(unrouted))
                .hasSize(100);
        assertThat(actionLogs.isRouted(unrouted)).isFalse();
        assertThat(actionLogs.isRouted("import.unsupported")).isFalse();
    }

    @Test
    void a_thousand_actions_published_at_once_run_once_each() {
        List<Publication> published = publisher.publishAll(
                IntStream.range(0, 1_000).boxed().toList(),
                (i, draft) -> draft.type("order.placed").eligibleNow().payload(new Order(number + "/" + i, i)));

        await().atMost(Duration.ofMinutes(1))
                .until(() -> published.stream().allMatch(p -> row(idOf(p)).state() == ActionState.PROCESSED));

        List<String> entries =
                journal.entries().stream().filter(e -> e.contains(number)).toList();
        assertThat(entries).hasSize(1_000).doesNotHaveDuplicates();
    }

    @Test
    void as_many_tasks_run_at_once_as_the_default_concurrency_says() {
        List<Publication> published = publisher.publishAll(
                IntStream.range(0, OrderProcessors.AT_ONCE).boxed().toList(),
                (i, draft) -> draft.type("order.together").eligibleNow().payload(new Order(number, i)));

        await().atMost(Duration.ofMinutes(1))
                .until(() -> published.stream().allMatch(p -> row(idOf(p)).state() == ActionState.PROCESSED));
        assertThat(journal.count("together " + number)).isEqualTo(OrderProcessors.AT_ONCE);
    }

    @Test
    void an_action_of_the_future_waits() {
        long id = idOf(publisher.publish(draft ->
                draft.type("order.placed").eligibleIn(Duration.ofHours(1)).payload(new Order(number, 1))));
        bookkeeping.place(number + " now");

        await().until(() -> journal.entries().toString().contains(number + " now"));
        ManualRun.once();
        assertThat(row(id).state()).isEqualTo(ActionState.WAITING);
        assertThat(Duration.between(row(id).createdAt(), row(id).eligibleAt())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void the_scheduler_is_an_mbean() throws Exception {
        MBeanServer server = ManagementFactory.getPlatformMBeanServer();
        Set<ObjectName> names = server.queryNames(new ObjectName("io.claimdispatch:type=Scheduler,*"), null);

        assertThat(names).hasSize(1);
        Object report = server.invoke(
                names.iterator().next(), "runOnce", new Object[] {10}, new String[] {int.class.getName()});
        assertThat((String) report).matches("claimed=\\d+ dispatched=\\d+ failed=\\d+");
    }

    private static void inApplication(Thread thread) {
        thread.setContextClassLoader(Thread.currentThread().getContextClassLoader());
        thread.start();
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private ActionLog row(long id) {
        return actionLogs.find(id).orElseThrow();
    }

    private static long idOf(Publication publication) {
        return publication.id().orElseThrow();
    }
}
