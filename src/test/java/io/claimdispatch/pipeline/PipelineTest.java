package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionState;
import io.claimdispatch.Publication;
import io.claimdispatch.internal.store.Databases;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with nodes on one database. */
abstract class PipelineTest {

    static final Duration LONGEST = Duration.ofSeconds(30);

    final Databases database;
    private final List<Node> nodes = new ArrayList<>();

    PipelineTest(Databases database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    @AfterEach
    void endNodes() {
        nodes.forEach(Node::close);
    }

    Node.Builder node() {
        return Node.on(database);
    }

    /** A node that runs until the test ends, ticked whenever the test waits. */
    Node running(Node.Builder builder) {
        return kept(builder.start());
    }

    /** A node that claims by {@code runOnce} only. */
    Node byHand(Node.Builder builder) {
        return kept(builder.byHand());
    }

    private Node kept(Node node) {
        nodes.add(node);
        return node;
    }

    /** Ends all nodes before the test does. */
    void endAll() {
        nodes.forEach(Node::close);
        nodes.clear();
    }

    /** Ends a node before the test does. */
    void end(Node node) {
        nodes.remove(node);
        node.close();
    }

    static long id(Publication publication) {
        return publication.id().orElseThrow();
    }

    static long publishNow(Node node, String type) {
        return id(node.publisher().publish(draft -> draft.type(type).eligibleNow()));
    }

    void until(Callable<Boolean> condition) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(() -> {
            nodes.forEach(Node::tick);
            return condition.call();
        });
    }

    /** Waits without a tick: only what signals by itself can end it. */
    static void untilBySignal(Callable<Boolean> condition) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).until(condition);
    }

    void untilIs(long id, ActionState state) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            nodes.forEach(Node::tick);
            assertThat(database.text("state", id)).isEqualTo(state.name());
        });
    }

    /** Until the rows are in these states, counted like {@code DEAD 1, PROCESSED 100}. */
    void untilStates(String states) {
        await().atMost(LONGEST).pollInterval(Duration.ofMillis(20)).untilAsserted(() -> {
            nodes.forEach(Node::tick);
            assertThat(states()).isEqualTo(states);
        });
    }

    String states() throws SQLException {
        Map<String, Long> counts = new TreeMap<>();
        database.query("SELECT state FROM action_logs").forEach(state -> counts.merge("" + state, 1L, Long::sum));
        return counts.entrySet().stream()
                .map(each -> each.getKey() + " " + each.getValue())
                .collect(Collectors.joining(", "));
    }

    /** As if the nodes that hold claims had not been heard of for years. */
    void endLeases() throws SQLException {
        database.execute("UPDATE action_logs SET lease_until = {ts '2020-01-01 00:00:00'} WHERE state = 'CLAIMED'");
    }

    boolean is(long id, ActionState state) throws SQLException {
        return state.name().equals(database.text("state", id));
    }

    long count(ActionState state) throws SQLException {
        return database.count("state = '" + state + "'");
    }
}
