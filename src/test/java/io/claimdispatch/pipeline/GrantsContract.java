package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Job;
import io.claimdispatch.Publication;
import io.claimdispatch.Verdict;
import io.claimdispatch.docs.Markdown;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.database.WriteProbe;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node whose user has the rights that its database's page grants and no others; another user owns the tables. */
abstract class GrantsContract extends PipelineTest {

    static final String USER = "shop";
    static final String PASSWORD = "shop";

    private static final Instant FAR = Instant.parse("2100-01-01T00:00:00Z");

    private final String heading;

    /**
     * For one database.
     *
     * @param heading as the comment above its statements on the page says it
     */
    GrantsContract(Databases database, String heading) {
        super(database);
        this.heading = heading;
    }

    /** As the application connects. */
    abstract Connection connect() throws SQLException;

    /** As the owner of the tables connects. */
    Connection connectAsOwner() throws SQLException {
        return database.connect();
    }

    /** One without any rights. */
    abstract void createUser() throws SQLException;

    abstract void dropUser() throws SQLException;

    @BeforeEach
    void grant() throws SQLException {
        createUser();
        grant(heading);
    }

    /** Executes the statements of the page that begin with this comment. */
    void grant(String comment) throws SQLException {
        String page = heading.toLowerCase(Locale.ROOT) + ".md";
        String block = Markdown.file("docs/databases/" + page).blocks().stream()
                .filter(each -> each.language().equals("sql"))
                .map(each -> each.text().strip())
                .filter(text -> text.startsWith("-- " + comment))
                .findFirst()
                .orElseThrow();
        for (String statement : block.replaceAll("(?m)^ *--.*$", "").split(";")) {
            if (!statement.isBlank()) {
                execute(statement);
            }
        }
    }

    /** As the owner of the tables. */
    private void execute(String sql) throws SQLException {
        try (Connection connection = connectAsOwner();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static ActionLog row(Node node, long id) {
        return node.actionLogs().find(id).orElseThrow();
    }

    private void untilIs(Node node, long id, ActionState state) {
        until(() -> row(node, id).state() == state);
    }

    @AfterEach
    void dropItsUser() throws SQLException {
        endNodes();
        dropUser();
    }

    Node.Builder granted() {
        return node().connections(this::connect)
                .set("schema", "validate")
                .set("retention", "P30D")
                .set("retry.max-attempts", "2")
                .on("work", row -> Job.task(() -> {}))
                .on("atomic", row -> Job.atomic(() -> {}))
                .on(
                        "bad",
                        row -> Job.task(() -> {
                            throw new IllegalStateException("a test");
                        }));
    }

    @Test
    void rows_are_published_claimed_completed_and_retried() throws Exception {
        Node node = running(granted());

        long plain = publishNow(node, "work");
        long atomic = publishNow(node, "atomic");
        long bad = publishNow(node, "bad");
        Publication keyed =
                node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("k"));
        Publication again =
                node.publisher().publish(d -> d.type("work").eligibleNow().idempotencyKey("k"));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(200), (n, d) -> d.type("work").eligibleNow());

        assertThat(again).isEqualTo(new Publication.Duplicate(id(keyed)));
        until(() -> node.actionLogs().latest(ActionState.PROCESSED, 1_000).size() == 203);
        untilIs(node, bad, ActionState.DEAD);
        assertThat(row(node, plain).state()).isEqualTo(ActionState.PROCESSED);
        assertThat(row(node, atomic).state()).isEqualTo(ActionState.PROCESSED);
        assertThat(row(node, bad).failCount()).isEqualTo(2);
    }

    @Test
    void rows_of_a_dead_node_are_taken_back_and_the_write_test_works() throws Exception {
        Gate gate = new Gate();
        Node dying = byHand(granted().on("held", row -> Job.task(gate::pass)));
        long held = publishNow(dying, "held");
        dying.scheduler().runOnce();
        until(() -> gate.arrived() == 1);
        dying.loop().beat();
        dying.kill();
        gate.open();
        execute("UPDATE action_logs SET lease_until = {ts '2020-01-01 00:00:00'}");
        Node node = running(granted().on("held", row -> Job.task(() -> {})));

        node.loop().recover();

        untilIs(node, held, ActionState.PROCESSED);
        assertThat(row(node, held).failCount()).isOne();
        assertThat(node.get(WriteProbe.class).ask(TableName.ACTION_LOGS)).isEqualTo(WriteProbe.Answer.WRITTEN);
    }

    @Test
    void operators_and_retention_have_what_they_need() throws Exception {
        Node node = running(granted());
        ActionLogs logs = node.actionLogs();
        logs.pause("work", "ann", "a test");
        logs.pause("work", "ann", "another reason");
        assertThat(logs.paused()).hasSize(1);
        long waiting = id(node.publisher().publish(d -> d.type("work").eligibleAt(FAR)));
        assertThat(logs.latest(10)).hasSize(1);
        assertThat(logs.cancel(waiting, "ann", "a test")).isEqualTo(Verdict.DONE);
        assertThat(logs.requeue(waiting, "ann")).isEqualTo(Verdict.DONE);
        assertThat(logs.reschedule(waiting, Duration.ofDays(1), "ann")).isEqualTo(Verdict.DONE);
        assertThat(logs.retryNow(waiting, "ann")).isEqualTo(Verdict.DONE);
        logs.resume("work", "ann");
        untilIs(node, waiting, ActionState.PROCESSED);
        assertThat(logs.delete(waiting, "ann", "a test")).isEqualTo(Verdict.DONE);
        long dead = publishNow(node, "bad");
        untilIs(node, dead, ActionState.DEAD);
        assertThat(logs.requeueDead(DeadLetters.all(), "ann", "a test")).isOne();
        untilIs(node, dead, ActionState.DEAD);
        publishNow(node, "nobody.knows.it");
        node.loop().discover();
        assertThat(logs.unroutedTypes()).contains("nobody.knows.it");

        long old = publishNow(node, "work");
        untilIs(node, old, ActionState.PROCESSED);
        execute("UPDATE action_logs SET updated_at = {ts '2020-01-01 00:00:00'} WHERE id = " + old);
        byHand(granted());

        until(() -> logs.find(old).isEmpty());
        assertThat(logs.events(waiting, 10)).hasSize(5);
        execute("UPDATE action_logs_events SET happened_at = {ts '2020-01-01 00:00:00'}");
        byHand(granted());
        until(() -> logs.events(10).isEmpty());
    }

    @Test
    void without_the_right_to_the_row_of_the_version_the_log_says_what_the_start_could_not_find_out() throws Exception {
        execute("REVOKE UPDATE ON action_logs_schema FROM shop");
        try (LogLines log = new LogLines()) {
            Node node = running(granted().withoutJta());

            assertThat(node.loop().nodeName()).isNotEmpty();
            assertThat(log.with("CLAIM0105"))
                    .singleElement()
                    .asString()
                    .contains("WARNING", "'action_logs_schema'", "jta=false");
        }
    }

    @Test
    void what_a_node_does_not_need_is_not_granted() throws Exception {
        try (Connection connection = connect();
                Statement statement = connection.createStatement()) {
            for (String more : List.of(
                    "DROP TABLE action_logs",
                    "ALTER TABLE action_logs ADD COLUMN more integer",
                    "DELETE FROM action_logs_schema",
                    "INSERT INTO action_logs_schema (one, version, compatible_from) VALUES (2, 1, 1)",
                    "DROP TABLE action_logs_paused",
                    "DROP TABLE action_logs_events",
                    "DROP TABLE action_logs_claims",
                    "DROP TABLE action_logs_nodes",
                    "DROP TABLE action_logs_stats",
                    "DROP TABLE action_logs_bulk",
                    "UPDATE action_logs_events SET who = 'bob'",
                    "CREATE TABLE more_logs (id integer)",
                    "DROP SEQUENCE action_logs_seq")) {
                assertThatThrownBy(() -> statement.execute(more)).as(more).isInstanceOf(SQLException.class);
            }
        }
        assertThat(byHand(granted()).actionLogs().latest(10)).isEmpty();
    }
}
