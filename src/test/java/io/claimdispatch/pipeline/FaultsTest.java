package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.TcpProxy;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/**
 * A test with a network and a pool between node and database, and a count of runs that is kept outside of the database.
 */
abstract class FaultsTest extends PipelineTest {

    final Map<Long, AtomicInteger> runs = new ConcurrentHashMap<>();
    TcpProxy network;
    TestPool pool;

    FaultsTest(Databases database) {
        super(database);
    }

    @BeforeEach
    void connect() throws IOException {
        network = new TcpProxy(database::port);
        pool = new TestPool(() -> database.connect(network.port()), 6);
    }

    @AfterEach
    void disconnect() throws SQLException {
        network.heal();
        endNodes();
        pool.close();
        network.close();
    }

    /** A node behind the network that gives up soon, and whose leases are long: one that ends is counted in the row. */
    Node.Builder counting() {
        return node().set("database-timeout", "PT1S")
                .set("lease", "PT20S")
                .connections(pool)
                .on(
                        "work",
                        row -> Job.task(() -> {
                            runs.computeIfAbsent(row.id(), id -> new AtomicInteger())
                                    .incrementAndGet();
                        }));
    }

    List<Long> publish(int rows) {
        return byHand(node())
                .publisher()
                .publishAll(
                        WorkflowContract.numbers(rows), (n, d) -> d.type("work").eligibleNow())
                .stream()
                .map(PipelineTest::id)
                .toList();
    }

    int ran() {
        return runs.size();
    }

    /** By the database's clock, which no network is between us and. */
    void untilLater(Duration duration) throws SQLException {
        Instant later = database.now().plus(duration);
        until(() -> database.now().isAfter(later));
    }

    void untilEachHasRunOnce(Node node, int rows) throws SQLException {
        until(() -> count(ActionState.PROCESSED) == rows && node.loop().inFlight() == 0);
        assertThat(runs).hasSize(rows);
        assertThat(runs.values()).as("runs of each").allMatch(count -> count.get() == 1);
        assertThat(database.count("fail_count > 0")).as("leases that ended").isZero();
        assertThat(node.loop().lostLeases()).isZero();
        assertThat(pool.changed())
                .as("connections that came back other than they went")
                .isEmpty();
    }
}
