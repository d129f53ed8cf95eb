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
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.awaitility.pollinterval.PollInterval;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with nodes on one database. */
abstract class PipelineTest {

    static final Duration LONGEST = Duration.ofSeconds(60);

    /** Often at first. Each look is a question to the database, and with a tick a claim; what takes long can be seen a little later. */
    private static final PollInterval LOOKS =
            (looks, before) -> Duration.ofMillis(looks < 15 ? 20 : looks < 40 ? 50 : 100);

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

    /**
     * Ticks while a test waits: at first more often than a server, and then as rarely. Each tick may begin a claim, which holds
     * places until it has found nothing; where it takes longer than until the next tick, a node would never be seen idle.
     */
    private final class Ticking {

        private static final long OFTEN = TimeUnit.SECONDS.toNanos(5);
        private static final long RARELY = TimeUnit.SECONDS.toNanos(1);

        private final long begin = System.nanoTime();
        private long last = begin - RARELY;

        void tick() {
            long now = System.nanoTime();
            if (now - begin < OFTEN || now - last >= RARELY) {
                last = now;
                nodes.forEach(Node::tick);
            }
        }
    }

    void until(Callable<Boolean> condition) {
        Ticking ticking = new Ticking();
        await().atMost(LONGEST).pollInterval(LOOKS).until(() -> {
            ticking.tick();
            return condition.call();
        });
    }

    /** Waits without a tick: only what signals by itself can end it. */
    static void untilBySignal(Callable<Boolean> condition) {
        await().atMost(LONGEST).pollInterval(LOOKS).until(condition);
    }

    void untilIs(long id, ActionState state) {
        Ticking ticking = new Ticking();
        await().atMost(LONGEST).pollInterval(LOOKS).untilAsserted(() -> {
            ticking.tick();
            assertThat(database.text("state", id)).isEqualTo(state.name());
        });
    }

    /** Until the rows are in these states, counted like {@code DEAD 1, PROCESSED 100}. */
    void untilStates(String states) {
        Ticking ticking = new Ticking();
        await().atMost(LONGEST).pollInterval(LOOKS).untilAsserted(() -> {
            ticking.tick();
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
