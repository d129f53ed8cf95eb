package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.TcpProxy;
import io.claimdispatch.servers.FetchedProgram;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A pgbouncer in transaction mode between node and PostgreSQL: each transaction may run on another of its connections. */
class PgBouncerTest extends FaultsTest {

    /** What it sets itself on a connection that it hands over, as the client had it. */
    private static final String OF_THE_CLIENT =
            "'client_encoding', 'DateStyle', 'TimeZone', 'standard_conforming_strings', 'application_name'";

    private static PgBouncer bouncer;

    PgBouncerTest() {
        super(Databases.POSTGRESQL);
    }

    @BeforeAll
    static void start() throws IOException, InterruptedException {
        bouncer = FetchedProgram.required(PgBouncer.before(Databases.POSTGRESQL.port()), "pgbouncer");
    }

    @AfterAll
    static void end() {
        if (bouncer != null) {
            bouncer.close();
        }
    }

    @Override
    @BeforeEach
    void connect() throws IOException {
        network = new TcpProxy(bouncer::port);
        pool = new TestPool(this::client, 6);
    }

    private Connection client() throws SQLException {
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:" + network.port()
                        + "/postgres?prepareThreshold=0&connectTimeout=1&loginTimeout=1",
                "postgres",
                "postgres");
    }

    private Node.Builder bounced() {
        return counting().set("database-timeout", "PT10S").set("limit", "20");
    }

    @Test
    void rows_are_published_claimed_and_completed_once_although_each_transaction_has_another_connection()
            throws Exception {
        Node node = running(bounced());
        Node other = running(bounced());

        for (int i = 0; i < 20; i++) {
            publishNow(node, "work");
            other.publisher()
                    .publishAll(
                            WorkflowContract.numbers(100),
                            (n, d) -> d.type("work").eligibleNow().idempotencyKey("" + n));
            other.publisher()
                    .publishAll(
                            WorkflowContract.numbers(100),
                            (n, d) -> d.type("work").eligibleNow());
        }

        untilStates("PROCESSED 2120");
        until(() -> node.loop().inFlight() == 0 && other.loop().inFlight() == 0);
        assertThat(runs).hasSize(2_120);
        assertThat(runs.values()).as("runs of each").allMatch(count -> count.get() == 1);
        assertThat(database.count("fail_count > 0")).as("leases that ended").isZero();
    }

    @Test
    void an_atomic_task_a_command_a_pause_and_the_recovery_of_a_dead_nodes_rows_work_too() throws Exception {
        Gate gate = new Gate();
        Node dying = byHand(bounced().on("held", row -> Job.task(gate::pass)));
        long held = publishNow(dying, "held");
        dying.scheduler().runOnce();
        until(() -> gate.arrived() == 1);
        dying.kill();
        gate.open();
        endLeases();
        Node node = running(bounced().on("held", row -> Job.task(() -> {})).on("atomic", row -> Job.atomic(() -> {})));

        node.loop().recover();
        untilIs(held, ActionState.PROCESSED);
        untilIs(publishNow(node, "atomic"), ActionState.PROCESSED);
        node.actionLogs().pause("work", "ann", "a test");
        until(() -> !node.actionLogs().paused().isEmpty());
        long waiting = id(node.publisher().publish(d -> d.type("work").eligibleIn(Duration.ofHours(1))));
        assertThat(node.actionLogs().cancel(waiting, "ann", "a test")).isEqualTo(Verdict.DONE);
        assertThat(node.actionLogs().requeue(waiting, "ann")).isEqualTo(Verdict.DONE);
        assertThat(node.actionLogs().retryNow(waiting, "ann")).isEqualTo(Verdict.DONE);
        node.actionLogs().resume("work", "ann");

        untilIs(waiting, ActionState.PROCESSED);
        assertThat(database.text("fail_count", held)).isEqualTo("1");
    }

    @Test
    void settings_of_one_transaction_do_not_reach_later_transactions_on_its_connection() throws Exception {
        publish(200);
        Node node = running(bounced());
        untilEachHasRunOnce(node, 200);
        node.actionLogs().latest(10);

        assertThat(settingsLeft()).isEmpty();
    }

    /** On all connections that it has to the database. */
    private List<String> settingsLeft() throws SQLException {
        List<String> left = new ArrayList<>();
        List<Connection> clients = new ArrayList<>();
        try {
            for (int i = 0; i < PgBouncer.CONNECTIONS; i++) {
                Connection client = client();
                clients.add(client);
                // holds one of them until the end
                client.setAutoCommit(false);
                try (Statement statement = client.createStatement();
                        ResultSet set = statement.executeQuery("SELECT name || ' = ' || setting FROM pg_settings"
                                + " WHERE source = 'session' AND name NOT LIKE 'transaction\\_%'"
                                + " AND name NOT IN (" + OF_THE_CLIENT + ")")) {
                    while (set.next()) {
                        left.add(set.getString(1));
                    }
                }
            }
        } finally {
            for (Connection client : clients) {
                client.close();
            }
        }
        return left;
    }

    @Test
    void a_silence_in_mid_run_costs_no_row_and_no_second_run() throws Exception {
        publish(2_000);
        Node node = running(counting());
        until(() -> ran() > 100);

        network.swallow();
        untilLater(Duration.ofMillis(1_500));
        network.heal();

        assertThat(network.swallowed()).isPositive();
        untilEachHasRunOnce(node, 2_000);
    }
}
