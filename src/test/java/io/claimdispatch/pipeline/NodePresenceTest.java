package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.TestDatabase;
import io.claimdispatch.internal.store.operate.NodeRecord;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** What nodes write about themselves for operators. */
@ParameterizedClass
@EachDatabase
class NodePresenceTest extends PipelineTest {

    private static final Timings OFTEN = new ShortTimings() {
        @Override
        public Duration nodePresence() {
            return Duration.ofMillis(50);
        }
    };

    private static final NodeRecord NOT_THERE = new NodeRecord("", "", Instant.EPOCH, Instant.EPOCH, "{}");

    NodePresenceTest(Databases database) {
        super(database);
    }

    private Node.Builder often() {
        return node().timings(OFTEN);
    }

    private List<NodeRecord> nodes() throws SQLException {
        TestDatabase tested = database.database();
        return tested.commit(connection -> tested.dialect().store().nodes().all(connection, TableName.ACTION_LOGS));
    }

    private NodeRecord of(Node node) throws SQLException {
        return nodes().stream()
                .filter(each -> each.node().equals(name(node)))
                .findFirst()
                .orElse(NOT_THERE);
    }

    private static String name(Node node) {
        return node.loop().nodeName();
    }

    private JsonObject detail(Node node) throws SQLException {
        return Json.createReader(new StringReader(of(node).detail())).readObject();
    }

    @Test
    void a_running_node_is_there_with_its_figures_and_is_seen_again_and_again() throws Exception {
        Gate gate = new Gate();
        Node node = running(often().set("concurrency", "3").on("work", row -> Job.task(gate::pass)));
        until(() -> of(node).state().equals("RUNNING"));
        Instant first = of(node).seenAt();
        publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        until(() -> detail(node).getInt("running") == 1);
        until(() -> of(node).seenAt().isAfter(first));

        JsonObject detail = detail(node);
        gate.open();
        assertThat(detail.getInt("inFlight")).isPositive();
        assertThat(detail.getInt("lostLeases")).isZero();
        assertThat(detail.getInt("window")).isPositive();
        assertThat(Math.abs(detail.getInt("skew"))).isLessThan(60_000);
        assertThat(detail.getJsonArray("hangingCalls")).isEmpty();
        assertThat(detail.getJsonObject("settings").getInt("concurrency")).isEqualTo(3);
        assertThat(of(node).startedAt()).isBeforeOrEqualTo(first);
        assertThat(nodes()).hasSize(1);
    }

    @Test
    void each_node_has_a_row_of_its_own_and_one_that_stops_says_so() throws Exception {
        Node stays = running(often());
        Node goes = running(often());
        Node idle = byHand(often());
        until(() -> nodes().size() == 3);

        goes.stop();

        assertThat(of(goes).state()).isEqualTo("STOPPED");
        assertThat(of(idle).state()).isEqualTo("IDLE");
        until(() -> of(stays).state().equals("RUNNING"));
    }

    @Test
    void a_node_that_dies_does_not_say_so() throws Exception {
        Node node = running(often());
        until(() -> of(node).state().equals("RUNNING"));

        node.kill();

        assertThat(of(node).state()).isEqualTo("RUNNING");
    }

    @Test
    void a_node_that_starts_deletes_those_that_were_not_seen_for_a_day() throws Exception {
        for (String[] each : new String[][] {{"old", "2020-01-01 00:00:00"}, {"ahead", "2100-01-01 00:00:00"}}) {
            database.execute("INSERT INTO action_logs_nodes (node, state, started_at, seen_at, detail) VALUES ('"
                    + each[0] + "', 'RUNNING', {ts '2020-01-01 00:00:00'}, {ts '" + each[1] + "'}, '{}')");
        }

        Node node = running(often());
        until(() -> of(node).state().equals("RUNNING") && nodes().size() == 2);

        assertThat(nodes()).extracting(NodeRecord::node).containsExactlyInAnyOrder("ahead", name(node));
    }

    @Test
    void rows_run_although_nothing_can_be_written_about_the_node() throws Exception {
        Node node = running(often().on("work", row -> Job.task(() -> {})));
        until(() -> nodes().size() == 1);
        database.execute("DROP TABLE action_logs_nodes");
        try {
            untilIs(publishNow(node, "work"), ActionState.PROCESSED);
        } finally {
            endAll();
            database.reset("action_logs");
        }
    }
}
