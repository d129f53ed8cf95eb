package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.completion.RowCompletions;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What is PostgreSQL's alone. */
class PostgreSqlFaultsTest extends FaultsTest {

    private final AtomicInteger refused = new AtomicInteger();

    PostgreSqlFaultsTest() {
        super(Databases.POSTGRESQL);
    }

    @Test
    void a_stricter_isolation_as_the_default_makes_the_coordinators_fail_no_turn() throws Exception {
        publish(2_000);
        try (TestPool serializable = new TestPool(this::serializable, 6)) {
            Node node = running(counting()
                    .set("limit", "20")
                    .connections(serializable)
                    .role(RowClaims.class, this::countingClaims)
                    .role(RowCompletions.class, this::countingCompletions));

            untilEachHasRunOnce(node, 2_000);
            endNodes();
        }
        assertThat(refused).hasValue(0);
    }

    private Connection serializable() throws SQLException {
        Connection connection = database.connect();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET SESSION CHARACTERISTICS AS TRANSACTION ISOLATION LEVEL SERIALIZABLE");
        }
        return connection;
    }

    @Test
    void the_row_of_an_atomic_task_whose_node_falls_silent_before_the_commit_is_not_locked_until_tcp_gives_up()
            throws Exception {
        ThreadLocal<Boolean> committing = ThreadLocal.withInitial(() -> false);
        AtomicBoolean silenced = new AtomicBoolean();
        pool.beforeCommit(() -> {
            if (committing.get()) {
                network.swallow();
                silenced.set(true);
            }
        });
        Node silent = running(node().set("database-timeout", "PT1S")
                .set("lease", "PT1.5S")
                .set("drain", "PT0S")
                .connections(pool)
                .on("work", row -> Job.atomic(() -> committing.set(true))));
        long id = publishNow(silent, "work");
        until(silenced::get);

        running(node().set("lease", "PT1.5S").on("work", row -> Job.task(() -> {})));

        until(() -> is(id, ActionState.PROCESSED));
        assertThat(database.count("fail_count = 1")).as("a lease that ended").isOne();
    }

    @Test
    void a_long_held_snapshot_costs_nothing_but_space() throws Exception {
        try (Connection reader = database.connect();
                Statement statement = reader.createStatement()) {
            reader.setAutoCommit(false);
            statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ");
            statement.execute("SELECT count(*) FROM action_logs");

            publish(20_000);
            Node node = running(counting());
            untilEachHasRunOnce(node, 20_000);
            reader.rollback();
        }
    }

    private RowCompletions countingCompletions(RowCompletions completions) {
        return (connection, table, all) -> {
            try {
                return completions.complete(connection, table, all);
            } catch (SQLException e) {
                refused.incrementAndGet();
                throw e;
            }
        };
    }

    private RowClaims countingClaims(RowClaims claims) {
        return (connection, request) -> {
            try {
                return claims.claim(connection, request);
            } catch (SQLException e) {
                refused.incrementAndGet();
                throw e;
            }
        };
    }
}
