package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.Databases;
import org.junit.jupiter.api.Test;

/** What a node says of its settings when it starts. */
class StartCheckTest extends PipelineTest {

    StartCheckTest() {
        super(Databases.H2);
    }

    @Test
    void a_lease_that_one_unanswered_call_can_outlast_is_warned_about() {
        try (LogLines log = new LogLines()) {
            running(node().set("lease", "PT59S").set("database-timeout", "PT30S"));

            assertThat(log.with("CLAIM0042"))
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("PT59S", "PT30S");
        }
    }

    @Test
    void a_lease_twice_as_long_as_the_timeout_causes_no_warning() {
        try (LogLines log = new LogLines()) {
            running(node().set("lease", "PT60S").set("database-timeout", "PT30S"));

            assertThat(log.with("CLAIM0042")).isEmpty();
        }
    }
}
