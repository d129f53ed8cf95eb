package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import com.acme.Shop;
import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionPage;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.store.Databases;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** The column {@code failure}: which failures have the same key, how long a row keeps it, and how rows are found. */
abstract class FailureKeysContract extends PipelineTest {

    FailureKeysContract(Databases database) {
        super(database);
    }

    @ApplicationScoped
    static class Methods {
        @Processor("method")
        void method(LogRecord row) {
            Shop.buy(row.id());
        }
    }

    private static void wrapped(long order) {
        try {
            Shop.buy(order);
        } catch (IllegalStateException e) {
            throw new EJBException(e);
        }
    }

    private Node.Builder shop() {
        return node().set("retry.max-attempts", "1")
                .with(Methods.class)
                .on("buy", row -> Job.task(() -> Shop.buy(row.id())))
                .on("sell", row -> Job.task(() -> Shop.sell(row.id())))
                .on("atomic", row -> Job.atomic(() -> Shop.buy(row.id())))
                .on("wrapped", row -> Job.task(() -> wrapped(row.id())))
                .on("stage", row -> Job.async(() -> CompletableFuture.runAsync(() -> Shop.buy(row.id()))));
    }

    private String failure(long id) throws SQLException {
        return database.text("failure", id);
    }

    @Test
    void rows_that_failed_in_the_same_way_and_place_have_the_same_key() throws Exception {
        Node node = running(shop());
        long first = publishNow(node, "buy");
        long sold = publishNow(node, "sell");
        List<Long> alike = new ArrayList<>();
        for (String type : List.of("buy", "atomic", "wrapped", "stage", "method")) {
            alike.add(publishNow(node, type));
        }

        untilStates("DEAD 7");

        assertThat(failure(first)).matches("java\\.lang\\.IllegalStateException#[0-9a-f]{8}");
        for (long id : alike) {
            assertThat(failure(id)).as(database.text("type", id)).isEqualTo(failure(first));
        }
        assertThat(failure(sold)).startsWith("java.lang.IllegalStateException#").isNotEqualTo(failure(first));
        assertThat(node.actionLogs().find(first))
                .get()
                .extracting(ActionLog::failure)
                .isEqualTo(failure(first));
    }

    @Test
    void outcomes_that_are_failures_have_keys_of_their_own() throws Exception {
        Node node = running(node().on("fail", row -> Job.task(() -> Outcome.fail("no order " + row.id())))
                .on("retry", row -> Job.task(() -> Outcome.retryIn(Duration.ofDays(1), "no order " + row.id())))
                .on("cancel", row -> Job.task(() -> Outcome.cancel("no order " + row.id()))));
        long failed = publishNow(node, "fail");
        long again = publishNow(node, "fail");
        long retried = publishNow(node, "retry");
        long cancelled = publishNow(node, "cancel");

        until(() -> database.count("fail_count = 1 AND state IN ('DEAD', 'WAITING')") == 3);
        untilIs(cancelled, ActionState.CANCELLED);

        assertThat(failure(failed)).startsWith("CLAIM0194#").isEqualTo(failure(again));
        assertThat(failure(retried)).startsWith("CLAIM0195#");
        assertThat(failure(cancelled)).isNull();
    }

    @Test
    void a_row_keeps_the_key_of_its_last_failure_when_it_succeeds() throws Exception {
        Node node = running(node().set("retry.initial-delay", "PT1H")
                .on(
                        "work",
                        row -> Job.task(() -> {
                            switch (row.attempt()) {
                                case 1 -> Shop.buy(row.id());
                                case 2 -> Shop.sell(row.id());
                                default -> {}
                            }
                        })));
        long id = publishNow(node, "work");
        until(() -> is(id, ActionState.WAITING) && "1".equals(database.text("fail_count", id)));
        String first = failure(id);
        node.actionLogs().retryNow(id, "ann");
        until(() -> is(id, ActionState.WAITING) && "2".equals(database.text("fail_count", id)));
        String second = failure(id);

        node.actionLogs().retryNow(id, "ann");

        untilIs(id, ActionState.PROCESSED);
        assertThat(failure(id)).isEqualTo(second).isNotEqualTo(first);
        assertThat(node.actionLogs().list(ActionQuery.all().failedWith(second)).rows())
                .singleElement()
                .satisfies(row -> assertThat(row.state()).isEqualTo(ActionState.PROCESSED));
        assertThat(node.actionLogs().list(ActionQuery.all().failedWith(first)).rows())
                .isEmpty();
    }

    @Test
    void a_row_whose_node_died_has_the_key_of_lost_leases() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("work", row -> Job.task(never::pass)));
        long lost = publishNow(dying, "work");
        dying.scheduler().runOnce();
        dying.kill();
        Node node = byHand(node());
        endLeases();

        node.loop().recover();

        assertThat(database.text("state", lost)).isEqualTo("WAITING");
        assertThat(failure(lost)).matches("CLAIM0064#[0-9a-f]{8}");
    }

    @Test
    void rows_are_listed_by_the_key_page_by_page() throws Exception {
        Node node = running(shop());
        List<Long> bought = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            long id = publishNow(node, i % 3 == 0 ? "sell" : "buy");
            if (i % 3 != 0) {
                bought.add(id);
            }
        }
        untilStates("DEAD 30");
        Collections.reverse(bought);
        ActionQuery query = ActionQuery.all().failedWith(failure(bought.get(0))).atMost(7);

        for (ActionQuery each : List.of(query, query.inStates(ActionState.DEAD), query.ofTypes("buy"))) {
            List<Long> listed = new ArrayList<>();
            ActionPage page = node.actionLogs().list(each);
            page.rows().forEach(row -> listed.add(row.id()));
            assertThat(page.rows()).hasSize(7);
            while (page.next() != null) {
                page = node.actionLogs().list(each, page.next());
                assertThat(page.rows()).hasSizeLessThanOrEqualTo(7);
                page.rows().forEach(row -> listed.add(row.id()));
            }
            assertThat(listed).isEqualTo(bought);
        }
        assertThat(node.actionLogs().list(query.ofTypes("sell")).rows()).isEmpty();
    }
}
