package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Nodes on tables between two versions of the schema, and on tables of any name. */
abstract class SchemaVersionsContract extends PipelineTest {

    private final boolean embedded;

    SchemaVersionsContract(Databases database, boolean embedded) {
        super(database);
        this.embedded = embedded;
    }

    @AfterEach
    void theUpgradeIsFinished() throws SQLException {
        endNodes();
        database.execute("UPDATE action_logs_schema SET compatible_from = 4");
    }

    @Test
    void a_node_runs_while_the_second_phase_of_an_upgrade_is_due_and_says_so_with_the_command() throws Exception {
        database.execute("UPDATE action_logs_schema SET compatible_from = 1");
        try (LogLines log = new LogLines()) {
            Node node = running(node().set("schema", "validate").on("mail", row -> Job.task(() -> {})));

            publishNow(node, "mail");

            untilStates("PROCESSED 1");
            assertThat(log.with("CLAIM0109"))
                    .singleElement()
                    .asString()
                    .contains("WARNING", "'action_logs'", "--table action_logs --from 1 --phase after");
        }
    }

    @Test
    void where_the_start_makes_the_table_it_finishes_the_upgrade_only_inside_of_the_server() throws Exception {
        database.execute("UPDATE action_logs_schema SET compatible_from = 1");

        running(node().set("schema", "create"));

        assertThat(((Number) database.query("SELECT compatible_from FROM action_logs_schema")
                                .get(0))
                        .intValue())
                .isEqualTo(embedded ? 4 : 1);
    }

    @Test
    void a_further_table_in_a_schema_of_its_own_is_made_and_worked_on() throws Exception {
        try {
            database.execute("CREATE SCHEMA jobs");
        } catch (SQLException alreadyThere) {
            // of another test; else the node does not start
        }
        AtomicInteger runs = new AtomicInteger();
        Node node = running(node().set("tables", "jobs.mail_logs").on("mail", row -> Job.task(runs::incrementAndGet)));
        for (int i = 0; i < 2; i++) {
            Publication publication = node.publisher()
                    .publish(d ->
                            d.type("mail").table("jobs.mail_logs").eligibleNow().idempotencyKey("once"));
            assertThat(publication.isStored()).isEqualTo(i == 0);
        }

        until(() -> List.of("PROCESSED").equals(database.query("SELECT state FROM jobs.mail_logs")));

        assertThat(runs).hasValue(1);
        endAll();
        database.execute("DELETE FROM jobs.mail_logs");
    }
}
