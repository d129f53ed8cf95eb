package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publisher;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Work that goes on after its method, on a real server and threads of its managed executor. */
@ArquillianTest
class AsyncIT {

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
                "async",
                Map.of("retry.initial-delay", "PT0S", "retry.max-attempts", "2", "time-limits", "letter.kept=PT1S"),
                Journal.class,
                Letters.class,
                Order.class,
                TestWar.class);
    }

    @Test
    void a_stage_that_a_thread_of_the_managed_executor_completes_ends_the_attempt() {
        long id = publish("letter.sent");

        await().until(() -> row(id).state() == ActionState.PROCESSED);

        assertThat(journal.entries()).contains("delivered " + number);
        assertThat(row(id).failCount()).isZero();
    }

    @Test
    void the_exception_of_a_stage_is_kept_with_the_row_of_each_attempt() {
        long id = publish("letter.lost");

        await().until(() -> row(id).state() == ActionState.DEAD);

        assertThat(row(id).failCount()).isEqualTo(2);
        assertThat(row(id).errors()).contains("lost: " + number);
    }

    @Test
    void a_stage_that_never_completes_is_cancelled_at_its_time_limit() {
        long id = publish("letter.kept");

        await().until(() -> row(id).state() == ActionState.DEAD);

        assertThat(row(id).errors()).contains("CLAIM0069");
    }

    private long publish(String type) {
        return publisher.quick(type, Instant.EPOCH, new Order(number, 7)).id().orElseThrow();
    }

    private ActionLog row(long id) {
        return actionLogs.find(id).orElseThrow();
    }
}
