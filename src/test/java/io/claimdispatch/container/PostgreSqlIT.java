package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.container.server.PostgreSql;
import io.claimdispatch.container.server.Server;
import jakarta.inject.Inject;
import java.io.IOException;
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

/** A user's application on a real server with a real PostgreSQL, whose data source is made as the project says. */
@ArquillianTest
class PostgreSqlIT {

    @Inject
    Bookkeeping bookkeeping;

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Inject
    Journal journal;

    private final String number = UUID.randomUUID().toString();

    /** Runs outside of the server, which is where the database is started. */
    @Deployment
    static WebArchive application() throws IOException {
        PostgreSql.start();
        return TestWar.of(
                        "postgresql",
                        Map.of("datasource", Server.current().postgreSql(), "schema", "create", "poll-interval", "P1D"),
                        Bookkeeping.class,
                        ImportBatchlet.class,
                        ImportProcessor.class,
                        Journal.class,
                        Order.class,
                        OrderProcessors.class,
                        RequestNote.class)
                .addAsResource("container/import.xml", "META-INF/batch-jobs/import.xml");
    }

    @Test
    void an_action_is_published_by_jpa_claimed_run_and_processed() {
        long id = bookkeeping.place(number).id().orElseThrow();

        ActionLog row = await().until(() -> row(id), r -> r.state() == ActionState.PROCESSED);

        assertThat(row.processedAt()).isAfterOrEqualTo(row.claimedAt());
        assertThat(journal.entries().toString()).contains("placed " + number);
    }

    @Test
    void a_duplicate_key_neither_aborts_nor_marks_the_callers_transaction() {
        assertThat(bookkeeping.keyedTwiceAndMore(number, "key-" + number)).isTrue();

        await().until(() -> journal.entries().toString().contains(number + " after it"));
    }

    @Test
    void what_an_atomic_task_publishes_is_there_if_and_only_if_its_row_is_processed() {
        long refused = publish("order.posted", new Order(number + " refused", -1));
        long posted = publish("order.posted", new Order(number + " posted", 7));

        ActionLog failed = await().until(() -> row(refused), r -> r.failCount() == 1);
        await().until(() -> row(posted).state() == ActionState.PROCESSED);

        await().until(() -> journal.entries().toString().contains("placed " + number + " posted"));
        assertThat(failed.errors()).contains("no such total: -1");
        assertThat(row(posted).failCount()).isZero();
        assertThat(journal.entries().toString()).doesNotContain(number + " refused");
    }

    @Test
    void atomic_tasks_at_once_are_each_in_the_transaction_of_their_own() {
        List<Publication> published = publisher.publishAll(
                IntStream.range(0, OrderProcessors.TRANSACTIONS).boxed().toList(),
                (i, draft) -> draft.type("order.posted-together")
                        .eligibleNow()
                        .payload(new Order(number + "/" + i, i % 2 == 0 ? 7 : -1)));

        for (int i = 0; i < OrderProcessors.TRANSACTIONS; i++) {
            long id = published.get(i).id().orElseThrow();
            ActionLog row = await().until(() -> row(id), r -> r.state() == ActionState.PROCESSED || r.failCount() > 0);
            String placed = "placed " + number + "/" + i + " ";
            if (i % 2 == 0) {
                assertThat(row.errors()).isNull();
                await().until(() -> journal.entries().toString().contains(placed));
            } else {
                assertThat(row.errors()).contains("no such total: -1");
                assertThat(journal.entries().toString()).doesNotContain(placed);
            }
        }
    }

    private long publish(String type, Order order) {
        return publisher.quick(type, Instant.EPOCH, order).id().orElseThrow();
    }

    @Test
    void a_rolled_back_publish_leaves_no_row() {
        long id = bookkeeping.placeAndRollBack(number).id().orElseThrow();

        assertThat(actionLogs.find(id)).isEmpty();
    }

    @Test
    void a_batch_jobs_execution_is_kept_in_the_row() {
        long id = publisher
                .quick("import.orders", Instant.EPOCH, new Order(number, 7))
                .id()
                .orElseThrow();

        ActionLog row = await().until(() -> row(id), r -> r.state() == ActionState.PROCESSED);

        assertThat(row.executionId()).isNotNull();
    }

    @Test
    void ten_thousand_actions_in_bulk_run_once_each() {
        List<Publication> published = publisher.publishAll(
                IntStream.range(0, 10_000).boxed().toList(),
                (i, draft) -> draft.type("order.placed")
                        .eligibleNow()
                        .payload(new Order(number + "/" + i, i))
                        .idempotencyKey(number + "/" + i));

        assertThat(published).allMatch(Publication::isStored);
        long last = published.get(9_999).id().orElseThrow();
        await().atMost(Duration.ofMinutes(1))
                .until(() -> journal.entries().stream()
                                        .filter(entry -> entry.contains(number))
                                        .count()
                                >= 10_000
                        && row(last).state() == ActionState.PROCESSED);
        assertThat(journal.entries().stream().filter(entry -> entry.contains(number)))
                .hasSize(10_000)
                .doesNotHaveDuplicates();
        await().until(() -> actionLogs.latest(ActionState.CLAIMED, 1).isEmpty()
                && actionLogs.latest(ActionState.WAITING, 1).isEmpty());
    }

    private ActionLog row(long id) {
        return actionLogs.find(id).orElseThrow();
    }
}
