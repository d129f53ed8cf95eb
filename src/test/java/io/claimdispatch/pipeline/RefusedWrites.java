package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A database, or a table of it, that a test makes refuse writes, and a node that counts what was refused. */
abstract class RefusedWrites extends PipelineTest {

    /** More than a row that is to blame itself is given. */
    static final int TRIES = 6;

    static final DateTimeFormatter TIMESTAMP = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm:ss.SSSSSS", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    final AtomicInteger refusals = new AtomicInteger();
    final AtomicInteger runs = new AtomicInteger();
    final AtomicInteger heartbeats = new AtomicInteger();
    final Gate gate = new Gate();

    RefusedWrites(Databases database) {
        super(database);
    }

    /** As the application connects. */
    Connection connect() throws SQLException {
        return database.connect();
    }

    /** From now on it refuses what the application's new connections write. */
    abstract void makeReadOnly() throws Exception;

    abstract void makeWritable() throws Exception;

    /** From now on the main table refuses updates of the application, and nothing else does. */
    void refuseUpdates() throws Exception {
        refuseLaterTimes();
    }

    void allowUpdates() throws Exception {
        release("action_logs");
    }

    @BeforeEach
    @AfterEach
    void writable() throws Exception {
        makeWritable();
        for (String table : List.of("action_logs", "audit_logs")) {
            try {
                database.execute("ALTER TABLE " + table + " DROP CONSTRAINT refusing");
            } catch (SQLException e) {
                // there was none
            }
        }
    }

    /** A constraint for the rows that come, which those that are there fulfil. */
    void constrain(String table, String check) {
        constrain(table, () -> check);
    }

    void constrain(String table, Callable<String> check) {
        until(() -> {
            try {
                database.execute("ALTER TABLE " + table + " ADD CONSTRAINT refusing CHECK (" + check.call() + ")");
                return true;
            } catch (SQLException e) {
                // a heartbeat holds the table
                return false;
            }
        });
    }

    /** Every update sets this column to the time. A heartbeat may come between the time and the constraint. */
    void refuseLaterTimes() {
        constrain("action_logs", () -> "updated_at <= " + literal(TIMESTAMP.format(database.now())));
    }

    String literal(String utc) {
        return "TIMESTAMP '" + utc + "'";
    }

    void release(String table) {
        until(() -> {
            try {
                database.execute("ALTER TABLE " + table + " DROP CONSTRAINT refusing");
                return true;
            } catch (SQLException e) {
                return false;
            }
        });
    }

    /** Counts refusals of outcomes, and heartbeats. */
    RowCompletions counting(RowCompletions completions) {
        return (connection, table, all) -> {
            try {
                return completions.complete(connection, table, all);
            } catch (SQLException e) {
                refusals.incrementAndGet();
                throw e;
            }
        };
    }

    RowLeases counting(RowLeases leases) {
        return new RowLeases() {
            @Override
            public Set<Long> renew(Connection connection, TableName table, String node, HeldLeases held, Duration lease)
                    throws SQLException {
                heartbeats.incrementAndGet();
                return leases.renew(connection, table, node, held, lease);
            }

            @Override
            public boolean touch(Connection connection, ClaimRef ref) throws SQLException {
                return leases.touch(connection, ref);
            }

            @Override
            public boolean recordExecution(Connection connection, ClaimRef ref, long executionId, @Nullable String note)
                    throws SQLException {
                return leases.recordExecution(connection, ref, executionId, note);
            }
        };
    }

    Node.Builder working() {
        return node().connections(this::connect)
                .set("coordinators", "1")
                .set("lease", "PT1S")
                .role(RowCompletions.class, this::counting)
                .role(RowLeases.class, this::counting)
                .on(
                        "held",
                        row -> Job.task(() -> {
                            runs.incrementAndGet();
                            gate.pass();
                        }));
    }

    Node holding(int rows) {
        Node node = running(working());
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(rows), (n, d) -> d.type("held").eligibleNow());
        until(() -> gate.arrived() == rows);
        return node;
    }

    /** At first they are tried together, and from then on alone. */
    void untilRefusedOften(Node node, int rows) {
        gate.open();
        until(() -> refusals.get() >= TRIES * rows + 2 || node.loop().inFlight() == 0);
    }

    /**
     * A claim that is just being made counts as well, and finds nothing; rows that were given up are never held again.
     */
    void untilInHand(Node node, int rows) {
        until(() -> node.loop().inFlight() == rows);
    }

    void assertStoredOnce(Node node, int rows) {
        until(() -> count(ActionState.PROCESSED) == rows && node.loop().inFlight() == 0);
        assertThat(runs).as("each has run once").hasValue(rows);
    }
}
