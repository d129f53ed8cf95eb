package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Test;

/** What a node says of settings that have no effect, and of those that it cannot read. */
class MisspeltSettingsTest extends PipelineTest {

    MisspeltSettingsTest() {
        super(Databases.H2);
    }

    @Test
    void a_node_runs_with_misspelt_settings_and_says_so_once_each_without_their_values() {
        try (LogLines log = new LogLines()) {
            Node node = running(node().set("poll-intervall", "secret-3")
                    .set("retry.max-attempt", "secret-4")
                    .set("poll-interval", "PT1S")
                    .on("some.type", row -> Job.task(() -> {})));

            untilIs(publishNow(node, "some.type"), ActionState.PROCESSED);

            assertThat(log.with("CLAIM0044"))
                    .hasSize(2)
                    .allMatch(line -> line.startsWith("WARNING "))
                    .anyMatch(line -> line.contains("'claim-dispatch.poll-intervall'")
                            && line.contains("'claim-dispatch.poll-interval'"))
                    .anyMatch(line -> line.contains("'claim-dispatch.retry.max-attempt'")
                            && line.contains("'claim-dispatch.retry.max-attempts'"));
            assertThat(log.with("secret")).isEmpty();
        }
    }

    @Test
    void a_misspelt_setting_is_reported_together_with_those_that_stop_the_start() {
        try (LogLines log = new LogLines()) {
            Node.Builder wrong =
                    node().set("poll-intervall", "PT5S").set("limit", "many").set("lease", "soon");

            assertThatThrownBy(wrong::start)
                    .hasMessageContainingAll("CLAIM0040", "claim-dispatch.limit", "claim-dispatch.lease");
            assertThat(log.with("CLAIM0044")).hasSize(1);
        }
    }
}
