package io.claimdispatch.container;

import static org.awaitility.Awaitility.await;

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

/** No wake-up and a poll interval of a day: what runs here was found at a time of the calendar. */
@ArquillianTest
class CalendarIT {

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Deployment
    static WebArchive application() {
        return TestWar.of(
                "calendar",
                Map.of(
                        "wake-up", "false",
                        "poll-interval", "P1D",
                        "calendar", "hour=* minute=* second=*/2 timezone=Europe/Berlin"),
                Journal.class,
                Order.class,
                OrderProcessors.class,
                RequestNote.class);
    }

    @Test
    void due_rows_are_found_at_the_times_of_the_calendar() {
        long id = publisher
                .quick(
                        "order.placed",
                        Instant.EPOCH,
                        new Order(UUID.randomUUID().toString(), 7))
                .id()
                .orElseThrow();

        await().until(() -> actionLogs.find(id).orElseThrow().state() == ActionState.PROCESSED);
    }
}
