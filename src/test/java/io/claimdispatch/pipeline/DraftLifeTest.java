package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionType;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Draft;
import io.claimdispatch.Publication;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.store.Databases;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A draft lives as long as its function, on its thread. */
class DraftLifeTest extends PipelineTest {

    DraftLifeTest() {
        super(Databases.H2);
    }

    static Arguments use(String name, Consumer<Draft> use) {
        return Arguments.of(name, use);
    }

    static Stream<Arguments> uses() {
        return Stream.of(
                use("type", d -> d.type("other")),
                use("action", d -> d.action(ActionType.of("other", Integer.class), 1)),
                use("eligibleNow", Draft::eligibleNow),
                use("eligibleAt", d -> d.eligibleAt(Instant.EPOCH)),
                use("eligibleAt of a supplier", d -> d.eligibleAt(() -> Instant.EPOCH)),
                use("payload", d -> d.payload(1)),
                use("payloadJson", d -> d.payloadJson("1")),
                use("meta", d -> d.meta("a", 1)),
                use("meta of a map", d -> d.meta(Map.of())),
                use("rules", Draft::rules),
                use("rules of a list", d -> d.rules(List.of())),
                use("idempotencyKey", d -> d.idempotencyKey("k")),
                use("when", d -> d.when(() -> true)),
                use("skipIf", d -> d.skipIf(() -> true)),
                use("table", d -> d.table("action_logs")),
                use("priority", d -> d.priority(io.claimdispatch.Priority.LOW)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uses")
    void a_draft_that_was_kept_is_refused_after_its_call(String name, Consumer<Draft> use) {
        AtomicReference<Draft> kept = new AtomicReference<>();
        byHand(node()).publisher().publish(d -> {
            d.type("work").eligibleNow();
            kept.set(d);
        });

        assertThatThrownBy(() -> use.accept(kept.get()))
                .isInstanceOf(ClaimDispatchException.class)
                .hasMessageStartingWith("CLAIM0002")
                .hasMessageContaining("'work'");
    }

    @Test
    void a_draft_is_refused_in_a_gate_and_after_its_function_has_thrown() throws Exception {
        Publisher publisher = byHand(node()).publisher();
        AtomicReference<Draft> kept = new AtomicReference<>();

        assertThatThrownBy(() ->
                        publisher.publish(d -> d.type("work").eligibleNow().when(() -> {
                            d.payload("late");
                            return true;
                        })))
                .hasMessageStartingWith("CLAIM0002");
        assertThatThrownBy(() -> publisher.publish(d -> {
                    kept.set(d);
                    throw new IllegalStateException("mine");
                }))
                .hasMessage("mine");
        assertThatThrownBy(() -> kept.get().type("work")).hasMessageStartingWith("CLAIM0002");
        assertThat(database.count("1 = 1")).isZero();
    }

    @Test
    void a_draft_refuses_another_thread_while_its_function_runs_and_stays_unchanged() throws Exception {
        Publication published = byHand(node()).publisher().publish(d -> {
            d.type("work").eligibleNow();
            assertThatThrownBy(CompletableFuture.runAsync(() -> d.payload("foreign"))::join)
                    .isInstanceOf(CompletionException.class)
                    .hasMessageContaining("CLAIM0002");
        });

        assertThat(database.text("payload", id(published))).isEqualTo("{}");
    }

    @Test
    void a_function_that_publishes_itself_has_two_drafts_that_know_nothing_of_each_other() throws Exception {
        Publisher publisher = byHand(node()).publisher();
        AtomicReference<Publication> inner = new AtomicReference<>();

        Publication outer = publisher.publish(d -> {
            d.type("outer");
            inner.set(publisher.publish(e -> e.type("inner").eligibleNow().payload(1)));
            d.eligibleNow().payload(2);
        });

        assertThat(database.text("type", id(inner.get()))).isEqualTo("inner");
        assertThat(database.text("type", id(outer))).isEqualTo("outer");
        assertThat(database.text("payload", id(outer))).isEqualTo("2");
    }
}
