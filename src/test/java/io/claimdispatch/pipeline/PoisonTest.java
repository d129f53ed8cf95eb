package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One row that no code can deal with, and those around it. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL, Databases.MARIADB})
class PoisonTest extends PipelineTest {

    PoisonTest(Databases database) {
        super(database);
    }

    public record Count(int n) {}

    @ApplicationScoped
    static class Counts {
        @Processor("count")
        void count(Count count, LogRecord row) {
            if (count.n() < 0) {
                throw new StackOverflowError("as deep as it goes");
            }
        }
    }

    /** What is wrong with the row. */
    enum Poison {
        NO_JSON("payload = 'no json'", "CLAIM0070"),
        ANOTHER_SHAPE("payload = '{\"n\":{\"not\":\"a number\"}}'", "CLAIM0061"),
        NESTED_TOO_DEEPLY("payload = '" + "[".repeat(50_000) + "'", "CLAIM0061"),
        RULES_OF_ANOTHER_SHAPE("payload = '{\"n\":1,\"__rules\":\"none\"}'", "CLAIM006"),
        AN_ERROR_OF_THE_MACHINE("payload = '{\"n\":-1}'", "as deep as it goes"),
        AN_EDITED_HISTORY("payload = '', errors = 'not an array'", "not an array");

        private final String change;
        private final String error;

        Poison(String change, String error) {
            this.change = change;
            this.error = error;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_poisoned_row_among_a_hundred_good_ones_is_the_only_one_to_die(Poison poison) throws Exception {
        Node publisher = byHand(node());
        List<Publication> published = publisher
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(101),
                        (n, draft) -> draft.type("count").eligibleNow().payload(new Count(n)));
        long poisoned = id(published.get(50));
        database.execute("UPDATE action_logs SET " + poison.change + " WHERE id = " + poisoned);

        running(node().set("retry.max-attempts", "1").with(Counts.class));

        untilStates("DEAD 1, PROCESSED 100");
        assertThat(database.text("state", poisoned)).isEqualTo("DEAD");
        assertThat(database.text("errors", poisoned)).contains(poison.error);
        assertThat(database.text("fail_count", poisoned)).isEqualTo("1");
    }

    @Test
    void a_payload_that_is_not_json_dies_at_once_and_json_of_another_shape_is_retried() throws Exception {
        Node publisher = byHand(node());
        long noJson = id(publisher.publisher().publish(d -> d.type("count").eligibleNow()));
        long otherShape = id(publisher.publisher().publish(d -> d.type("count").eligibleNow()));
        database.execute("UPDATE action_logs SET payload = '[1' WHERE id = " + noJson);
        database.execute("UPDATE action_logs SET payload = '[1]' WHERE id = " + otherShape);

        running(node().set("retry.max-attempts", "3").with(Counts.class));

        untilStates("DEAD 2");
        assertThat(database.text("fail_count", noJson)).isEqualTo("1");
        assertThat(database.text("fail_count", otherShape)).isEqualTo("3");
    }

    @Test
    void a_row_that_kills_its_node_each_time_ends_as_a_dead_letter() throws Exception {
        List<String> killed = new ArrayList<>();
        Node publisher = byHand(node());
        long id = publishNow(publisher, "work");
        for (int death = 1; death <= 3; death++) {
            Gate never = new Gate();
            Node node = running(node().set("retry.max-attempts", "3").on("work", row -> Job.task(never::pass)));
            until(() -> never.arrived() == 1);
            killed.add(node.loop().nodeName());
            node.kill();
            assertThat(database.text("state", id)).isEqualTo("CLAIMED");
            endLeases();
        }

        Gate after = new Gate();
        running(node().set("retry.max-attempts", "3").on("work", row -> Job.task(after::pass)));

        untilStates("DEAD 1");
        assertThat(after.arrived()).isZero();
        assertThat(Attempts.of(database, id))
                .allSatisfy(attempt -> assertThat(attempt.getString("error")).contains("CLAIM0064"))
                .extracting(attempt -> attempt.getString("node"))
                .containsExactlyElementsOf(killed);
    }
}
