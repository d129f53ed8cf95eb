package io.claimdispatch.container;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.Publication;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.shrinkwrap.api.spec.WebArchive;
import org.junit.jupiter.api.Test;

/** Where a transaction begins, ends, or is not the one that one thinks, on a real server. Nothing is claimed by itself. */
@ArquillianTest
class EdgesRegressionIT {

    @Inject
    TransactionEdges edges;

    @Inject
    EarlyPublisher early;

    @Inject
    ActionLogs actionLogs;

    @Deployment
    static WebArchive application() {
        return TestWar.of(
                "edges", Map.of("claiming", "false"), EarlyPublisher.class, TestWar.class, TransactionEdges.class);
    }

    @Test
    void an_observer_of_a_transactions_end_can_publish() {
        Publication publication = edges.publishAfterTheEnd();

        assertThat(actionLogs.find(publication.id().orElseThrow())).isPresent();
    }

    @Test
    void a_row_that_was_read_in_a_transaction_is_not_written_at_its_end() {
        long id = edges.publish("{\"edited\":false}").id().orElseThrow();

        ActionLog read = edges.read(id);

        assertThat(read.payload()).isEqualTo("{\"edited\":false}");
        assertThat(actionLogs.find(id)).contains(read);
    }

    @Test
    void a_run_by_hand_in_a_transaction_makes_its_jobs_outside_of_it() {
        String number = UUID.randomUUID().toString();
        edges.publishToFail(number);

        boolean marked = edges.runAndSeeWhetherMarked();

        assertThat(edges.statusOf(number)).isEqualTo("none");
        assertThat(marked).isFalse();
    }

    @Test
    void a_startup_bean_can_publish_in_its_transaction() {
        assertThat(actionLogs.find(early.published().id().orElseThrow())).isPresent();
    }
}
