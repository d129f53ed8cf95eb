package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.store.Databases;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.Test;

/** The names of version 0.1 that are deprecated do what the new ones do. */
@SuppressWarnings("removal")
class FormerNamesTest extends PipelineTest {

    FormerNamesTest() {
        super(Databases.H2);
    }

    @Test
    void the_names_of_key_and_time_from_version_0_1_do_what_the_new_ones_do() throws Exception {
        Queue<LogRecord> rows = new ConcurrentLinkedQueue<>();
        Node node = running(node().on("work", row -> {
            rows.add(row);
            return Job.task(() -> {});
        }));

        long id = id(node.publisher().publish(d -> d.type("work").eligibleNow().idempotency("k")));

        assertThat(node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("k")))
                .isEqualTo(new Publication.Duplicate(id));
        untilIs(id, ActionState.PROCESSED);
        assertThat(rows).singleElement().satisfies(row -> {
            assertThat(row.key()).contains("k").isEqualTo(row.idempotencyKey());
            assertThat(row.endAt()).isEqualTo(row.eligibleAt()).isEqualTo(database.time("end_at", id));
        });
    }
}
