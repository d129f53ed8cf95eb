package io.claimdispatch.identity;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.Publisher;
import io.claimdispatch.container.TestWar;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** The recipe of docs/processors.md for a task that calls business code with roles. */
@ArquillianTest
class RunAsIT {

    private static final Duration SOON = Duration.ofSeconds(30);

    @Inject
    Publisher publisher;

    @Inject
    ActionLogs actionLogs;

    @Inject
    Bookings bookings;

    private final String what = UUID.randomUUID().toString();

    @Deployment
    static WebArchive application() {
        return TestWar.of(
                        "runas",
                        Map.of("retry.max-attempts", "1"),
                        Ledger.class,
                        Clerk.class,
                        NightClerk.class,
                        Bookings.class,
                        BookingProcessors.class)
                .addAsWebInfResource("identity/jboss-ejb3.xml", "jboss-ejb3.xml")
                .addAsWebInfResource("identity/glassfish-web.xml", "glassfish-web.xml");
    }

    @Test
    void a_task_is_anonymous_and_fails_with_the_refusal_of_a_bean_with_roles() {
        ActionLog row = ended("booking.anonymous");

        assertThat(row.state()).isEqualTo(ActionState.DEAD);
        assertThat(row.errors()).contains("Access");
        assertThat(bookings.of(what)).isEmpty();
    }

    @Test
    void a_processor_gets_role_and_name_from_an_ejb_with_run_as_that_it_calls() {
        assertThat(ended("booking.clerk").state()).isEqualTo(ActionState.PROCESSED);

        assertThat(bookings.of(what)).containsExactly(what + " by night-shift, clerk: true");
    }

    @Test
    void a_processor_that_is_an_ejb_with_run_as_has_its_role_and_name() {
        assertThat(ended("booking.ejb").state()).isEqualTo(ActionState.PROCESSED);

        assertThat(bookings.of(what)).containsExactly(what + " by night-shift, clerk: true");
    }

    private ActionLog ended(String type) {
        long id = publisher.quick(type, Instant.EPOCH, what).id().orElseThrow();
        return await().atMost(SOON).until(() -> actionLogs.find(id).orElseThrow(), row -> switch (row.state()) {
            case DEAD, PROCESSED -> true;
            default -> false;
        });
    }
}
