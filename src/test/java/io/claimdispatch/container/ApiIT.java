package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionEvent;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionPage;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.Pause;
import io.claimdispatch.Priority;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.Verdict;
import io.claimdispatch.container.api.Invoice;
import io.claimdispatch.container.api.InvoiceOffice;
import io.claimdispatch.container.api.InvoiceProcessors;
import io.claimdispatch.container.api.OldInvoices;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** What the API has gained since 0.1, through the proxies, containers and transactions of a real server. */
@ArquillianTest
class ApiIT {

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Inject
    InvoiceOffice office;

    @Inject
    InvoiceProcessors processors;

    private final String number = UUID.randomUUID().toString();

    /** Stands first, so that its rows are there when the node of the other one starts. */
    @Deployment(name = "old-invoices", testable = false, order = 1)
    static WebArchive oldInvoices() {
        return TestWar.plain("old-invoices", Map.of("claiming", "false"), OldInvoices.class);
    }

    @Deployment(order = 2)
    static WebArchive application() {
        return TestWar.of("api", Map.of("retry.initial-delay", "PT0S", "retry.jitter", "0"))
                .addPackage(Invoice.class.getPackage())
                .deleteClass(OldInvoices.class);
    }

    @Test
    void a_typed_action_without_a_time_runs_at_once_and_its_payload_has_its_type() {
        long id = idOf(publisher.quick(Invoice.ACTION, new Invoice(number, 7)));

        ActionLog row = ends(id, ActionState.PROCESSED);

        assertThat(processors.sent()).containsEntry(number, 7);
        assertThat(row.type()).isEqualTo("invoice.send");
        assertThat(row.eligibleAt()).isEqualTo(row.createdAt());
    }

    @Test
    void an_action_with_a_duration_waits_for_it_by_the_databases_clock() {
        long id = idOf(publisher.quick("invoice.send", Duration.ofHours(1), new Invoice(number, 7)));

        assertThat(row(id).state()).isEqualTo(ActionState.WAITING);
        assertThat(Duration.between(row(id).createdAt(), row(id).eligibleAt())).isEqualTo(Duration.ofHours(1));
    }

    @Test
    void an_outcome_ends_its_row_at_once() {
        ActionLog failed = ends(idOf(publisher.quick("invoice.decide", "fail")), ActionState.DEAD);
        ActionLog cancelled = ends(idOf(publisher.quick("invoice.decide", "cancel")), ActionState.CANCELLED);

        assertThat(failed.failCount()).isOne();
        assertThat(failed.errors()).contains("CLAIM0194", "the account is closed");
        assertThat(cancelled.failCount()).isZero();
        assertThat(cancelled.reason()).isEqualTo("it has been paid");
    }

    @Test
    void an_outcome_chooses_the_time_of_the_next_attempt_within_the_maximum() {
        ActionLog in = failsOnce(idOf(publisher.quick("invoice.decide", "retry in")));
        ActionLog at = failsOnce(idOf(publisher.quick("invoice.decide", "retry at")));
        ActionLog last = ends(idOf(publisher.quick("invoice.decide", "retry")), ActionState.DEAD);

        assertThat(Duration.between(in.updatedAt(), in.eligibleAt())).isEqualTo(Duration.ofHours(2));
        assertThat(in.errors()).contains("CLAIM0195", "the bank is closed");
        assertThat(Duration.between(at.createdAt(), at.eligibleAt())).isEqualTo(Duration.ofHours(3));
        assertThat(last.failCount()).isEqualTo(2);
    }

    @Test
    void an_exception_that_says_that_no_attempt_can_succeed_says_so_through_what_the_server_wraps_around_it() {
        // thrown by a session bean, behind an interceptor, and by a session bean behind an interceptor
        for (String type : List.of("invoice.transfer", "invoice.check", "invoice.book")) {
            ActionLog row = ends(idOf(publisher.quick(type, number)), ActionState.DEAD);

            assertThat(row.failCount()).as(type).isOne();
            assertThat(row.errors()).contains("NonRetryableException", number);
        }
    }

    @Test
    void the_policies_of_a_processor_are_read_through_the_servers_proxies() {
        long id = idOf(publisher.quick("invoice.remind", null));

        ActionLog row = failsOnce(id);

        assertThat(row.priority()).isEqualTo(Priority.HIGH);
        assertThat(Duration.between(row.updatedAt(), row.eligibleAt())).isEqualTo(Duration.ofMinutes(20));
        actionLogs.retryNow(id, "ann");
        assertThat(ends(id, ActionState.DEAD).failCount()).isEqualTo(2);
    }

    @Test
    void the_time_limit_of_a_processor_ends_its_attempt() {
        ActionLog row = ends(idOf(publisher.quick("invoice.print", null)), ActionState.DEAD);

        assertThat(row.errors()).contains("CLAIM0069");
    }

    @Test
    void the_retention_of_a_processor_deletes_rows_of_its_type_alone() {
        await().until(() -> rows("invoice.archive").isEmpty());

        assertThat(rows("invoice.remind"))
                .anyMatch(row -> row.state() == ActionState.PROCESSED && row.claimedAt() == null);
    }

    @Test
    void a_processor_decides_what_follows_a_failed_attempt() {
        long id = idOf(publisher.quick("letter.invoice.first", null));

        ActionLog row = failsOnce(id);

        assertThat(Duration.between(row.updatedAt(), row.eligibleAt())).isEqualTo(Duration.ofHours(4));
        assertThat(row.errors()).contains("no stamp", "after no stamp");
        actionLogs.retryNow(id, "ann");
        assertThat(ends(id, ActionState.DEAD).errors()).contains("there are no stamps at all");
    }

    @Test
    void rows_are_found_by_their_key_page_by_page_and_in_the_counts() {
        String type = "listed." + number;
        long waiting = actionLogs.counts().in(ActionState.WAITING).rows();
        List<Long> ids = publisher
                .publishAll(
                        IntStream.range(0, 5).boxed().toList(),
                        (i, draft) -> draft.type(type).eligibleNow().idempotencyKey("key " + i))
                .stream()
                .map(ApiIT::idOf)
                .toList();
        ActionQuery query = ActionQuery.all().ofTypes(type).atMost(3);

        ActionPage first = actionLogs.list(query);
        ActionPage second = actionLogs.list(query, first.next());

        assertThat(first.rows()).hasSize(3);
        List<Long> listed = new ArrayList<>();
        first.rows().forEach(row -> listed.add(row.id()));
        second.rows().forEach(row -> listed.add(row.id()));
        assertThat(listed).containsExactly(ids.get(4), ids.get(3), ids.get(2), ids.get(1), ids.get(0));
        assertThat(actionLogs.find(type, "key 2")).contains(row(ids.get(2)));
        assertThat(actionLogs.find(type, "key 5")).isEmpty();
        assertThat(actionLogs.counts().in(ActionState.WAITING).rows()).isEqualTo(waiting + 5);
    }

    @Test
    void a_command_and_its_event_are_committed_with_the_callers_transaction() {
        String type = "commanded." + number;
        long id = idOf(publisher.quick(type, Duration.ofHours(1), null));

        Verdict verdict = office.rescheduleAndPause(id, type, false);

        assertThat(verdict).isEqualTo(Verdict.DONE);
        assertThat(row(id).eligibleAt()).isAfter(row(id).createdAt().plus(Duration.ofHours(47)));
        assertThat(actionLogs.events(id, 10)).singleElement().satisfies(event -> {
            assertThat(event.kind()).isEqualTo(ActionEvent.RESCHEDULE);
            assertThat(event.who()).isEqualTo("ann");
            assertThat(event.type()).isEqualTo(type);
        });
        assertThat(actionLogs.events(1_000))
                .anyMatch(event -> event.kind().equals(ActionEvent.PAUSE)
                        && type.equals(event.type())
                        && "the bank is closed".equals(event.why()));
        assertThat(actionLogs.resume(type, "ann")).isEqualTo(Verdict.DONE);
    }

    @Test
    void a_command_and_its_event_are_rolled_back_with_the_callers_transaction() {
        String type = "commanded." + number;
        long id = idOf(publisher.quick(type, Duration.ofHours(1), null));

        Verdict verdict = office.rescheduleAndPause(id, type, true);

        assertThat(verdict).isEqualTo(Verdict.DONE);
        assertThat(Duration.between(row(id).createdAt(), row(id).eligibleAt())).isEqualTo(Duration.ofHours(1));
        assertThat(actionLogs.events(id, 10)).isEmpty();
        assertThat(actionLogs.events(1_000)).noneMatch(event -> type.equals(event.type()));
        assertThat(actionLogs.paused()).extracting(Pause::pattern).doesNotContain(type);
    }

    @Test
    void what_a_transaction_publishes_it_can_read_and_cancel_before_it_commits() {
        InvoiceOffice.Seen seen = office.publishAndCancel(new Invoice(number, 7), false);

        assertThat(seen.published().orElseThrow().state()).isEqualTo(ActionState.WAITING);
        assertThat(seen.cancelled()).isEqualTo(Verdict.DONE);
        assertThat(row(seen.id()).state()).isEqualTo(ActionState.CANCELLED);
        assertThat(actionLogs.events(seen.id(), 10)).hasSize(seen.events()).hasSize(1);
    }

    @Test
    void what_a_transaction_published_and_cancelled_is_gone_with_its_rollback() {
        InvoiceOffice.Seen seen = office.publishAndCancel(new Invoice(number, 7), true);

        assertThat(seen.published()).isPresent();
        assertThat(seen.events()).isOne();
        assertThat(actionLogs.find(seen.id())).isEmpty();
        assertThat(actionLogs.events(seen.id(), 10)).isEmpty();
    }

    private List<ActionLog> rows(String type) {
        return actionLogs.list(ActionQuery.all().ofTypes(type).atMost(1_000)).rows();
    }

    private ActionLog failsOnce(long id) {
        return await().until(() -> row(id), r -> r.failCount() == 1 && r.state() == ActionState.WAITING);
    }

    private ActionLog ends(long id, ActionState state) {
        return await().until(() -> row(id), r -> r.state() == state);
    }

    private ActionLog row(long id) {
        return actionLogs.find(id).orElseThrow();
    }

    private static long idOf(Publication publication) {
        return publication.id().orElseThrow();
    }
}
