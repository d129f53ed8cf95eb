package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.Databases;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows that a person has let wait again by their state alone, which the index of due rows does not have. */
class HiddenRowsOnPostgreSqlTest extends PipelineTest {

    HiddenRowsOnPostgreSqlTest() {
        super(Databases.POSTGRESQL);
    }

    @ParameterizedTest
    @ValueSource(strings = {"retryNow", "reschedule"})
    void an_operator_who_asks_for_one_gets_it_run(String verb) throws Exception {
        Node node = byHand(node().on("work", row -> Job.task(() -> {})));
        long id = id(node.publisher()
                .publish(d -> d.type("work").eligibleAt(Instant.now().plus(Duration.ofHours(1)))));
        database.execute("UPDATE action_logs SET set_aside = 'DEAD', claim_token = 7 WHERE id = " + id);

        Verdict verdict = verb.equals("retryNow")
                ? node.actionLogs().retryNow(id, "ann")
                : node.actionLogs().reschedule(id, Duration.ZERO, "ann");
        node.scheduler().runOnce(10);

        assertThat(verdict).isEqualTo(Verdict.DONE);
        untilIs(id, ActionState.PROCESSED);
    }
}
