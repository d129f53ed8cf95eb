package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.ActionType;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.store.Databases;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What the quick calls publish on every database, by a node whose clock is an hour ahead of the database's. */
abstract class QuickContract extends PipelineTest {

    private static final Duration HALF = Duration.ofMinutes(30);

    private static final Queue<Object> SEEN = new ConcurrentLinkedQueue<>();

    QuickContract(Databases database) {
        super(database);
    }

    public record Welcome(String address) {
        public static final String TYPE = "email.welcome";
        public static final ActionType<Welcome> ACTION = ActionType.of(TYPE, Welcome.class);
    }

    @ApplicationScoped
    static class Mails {
        @Processor(Welcome.TYPE)
        void send(Welcome welcome, LogRecord row) {
            SEEN.addAll(List.of(welcome, row.payload(Welcome.ACTION), row.idempotencyKey(), row.eligibleAt()));
        }
    }

    @BeforeEach
    void nothingSeen() {
        SEEN.clear();
    }

    private Node.Builder ahead() {
        return node().clock(() -> Instant.now().plusSeconds(3_600));
    }

    @Test
    void a_call_without_a_time_is_eligible_from_its_insert_by_the_clock_of_the_database() throws Exception {
        Publisher publisher = byHand(ahead()).publisher();
        Instant before = database.now();

        List<Long> ids = List.of(
                id(publisher.quick("work", 1)),
                id(publisher.quick("work", 1, d -> d.idempotencyKey("k"))),
                id(publisher.quick(Welcome.ACTION, new Welcome("ada"))),
                id(publisher.quick(Welcome.ACTION, new Welcome("ada"), d -> d.idempotencyKey("k"))),
                id(publisher
                        .publishAll(Welcome.ACTION, List.of(new Welcome("ada")))
                        .get(0)));

        for (long id : ids) {
            assertThat(database.time("end_at", id)).isEqualTo(database.time("created_at", id));
            assertThat(database.time("end_at", id)).isBetween(before, database.now());
        }
    }

    @Test
    void a_delay_begins_with_the_insert_by_the_clock_of_the_database() throws Exception {
        Publisher publisher = byHand(ahead()).publisher();

        List<Long> ids = List.of(
                id(publisher.quick("work", HALF, 1)),
                id(publisher.quick("work", HALF, 1, d -> d.idempotencyKey("a"))),
                id(publisher.quick("work", HALF, d -> d.idempotencyKey("b"))),
                id(publisher.quick(Welcome.ACTION, HALF, new Welcome("ada"))),
                id(publisher.quick(Welcome.ACTION, HALF, new Welcome("ada"), d -> d.idempotencyKey("a"))));

        for (long id : ids) {
            assertThat(database.time("end_at", id))
                    .isEqualTo(database.time("created_at", id).plus(HALF));
        }
    }

    @Test
    void a_processor_reads_what_was_published_with_its_action_type() throws Exception {
        Node node = running(node().with(Mails.class));
        Instant at = Instant.parse("2026-03-29T01:30:00.000001Z");

        long id =
                id(node.publisher().quick(Welcome.ACTION, at, new Welcome("ada"), d -> d.idempotencyKey("welcome:7")));

        untilIs(id, ActionState.PROCESSED);
        assertThat(SEEN)
                .containsExactly(new Welcome("ada"), new Welcome("ada"), java.util.Optional.of("welcome:7"), at);
        assertThat(database.text("payload", id))
                .as("its constants are not part of it")
                .isEqualTo("{\"address\":\"ada\"}");
    }
}
