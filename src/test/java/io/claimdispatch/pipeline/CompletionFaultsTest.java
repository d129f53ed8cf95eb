package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.route.PausedTypes;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.completion.InDoubtQueries;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.completion.RowStatus;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;

/** A database that refuses, now and then or one outcome for good. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL})
class CompletionFaultsTest extends PipelineTest {

    private final AtomicLong refused = new AtomicLong(-1);
    private final AtomicInteger failingClaims = new AtomicInteger();
    private final AtomicInteger failingCompletions = new AtomicInteger();
    private final AtomicInteger runs = new AtomicInteger();

    CompletionFaultsTest(Databases database) {
        super(database);
    }

    /** Refuses to mark one row as processed, and as many calls as are to fail. */
    private RowCompletions refusing(RowCompletions completions) {
        return (connection, table, all) -> {
            for (Completion completion : all) {
                if (completion.ref().id() == refused.get() && completion.change() instanceof RowChange.Processed) {
                    throw new SQLException("this one never", "22000");
                }
            }
            Set<ClaimRef> stored = completions.complete(connection, table, all);
            failWhile(failingCompletions);
            return stored;
        };
    }

    private RowClaims refusing(RowClaims claims) {
        return (connection, request) -> {
            List<ClaimedRow> claimed = claims.claim(connection, request);
            if (!claimed.isEmpty()) {
                failWhile(failingClaims);
            }
            return claimed;
        };
    }

    /** After the statement, so that only a rollback makes it undone. */
    private static void failWhile(AtomicInteger failures) throws SQLException {
        if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            throw new SQLException("deadlock", "40001");
        }
    }

    private Node.Builder refusing() {
        return node().role(RowClaims.class, this::refusing)
                .role(RowCompletions.class, this::refusing)
                .on(
                        "work",
                        row -> Job.task(() -> {
                            runs.incrementAndGet();
                        }));
    }

    @Test
    void one_outcome_that_the_database_refuses_does_not_hold_up_the_others() throws Exception {
        // its heartbeats come often: where all others are stored before it is refused, they are the proof
        Node node = byHand(refusing().set("lease", "PT1S"));
        List<Long> ids =
                node
                        .publisher()
                        .publishAll(
                                WorkflowContract.numbers(20),
                                (n, d) -> d.type("work").eligibleNow())
                        .stream()
                        .map(PipelineTest::id)
                        .toList();
        refused.set(ids.get(7));

        node.scheduler().runOnce(20);

        until(() -> count(ActionState.PROCESSED) == 19);
        assertThat(database.text("state", ids.get(7))).isEqualTo("CLAIMED");
        until(() -> node.loop().inFlight() == 0);
        assertThat(node.loop().leases()).as("given up: no heartbeat holds it").isZero();

        database.execute(
                "UPDATE action_logs SET lease_until = TIMESTAMP '2020-01-01 00:00:00' WHERE id = " + ids.get(7));
        node.loop().recover();
        assertThat(database.text("errors", ids.get(7))).contains("CLAIM0064");
        assertThat(runs).hasValue(20);
    }

    @Test
    void an_outcome_that_is_given_up_comes_back_although_another_row_of_its_claim_runs_on() throws Exception {
        Gate gate = new Gate();
        Node node = byHand(refusing().set("lease", "PT1S").on("held", row -> Job.task(gate::pass)));
        long held = publishNow(node, "held");
        long id = publishNow(node, "work");
        refused.set(id);
        node.scheduler().runOnce(2);
        until(() -> gate.arrived() == 1 && node.loop().inFlight() == 1);
        assertThat(database.query("SELECT DISTINCT claim_token FROM action_logs"))
                .as("one claim")
                .hasSize(1);

        until(() -> {
            node.loop().recover();
            return is(id, ActionState.WAITING);
        });

        assertThat(database.text("errors", id)).contains("CLAIM0064");
        assertThat(database.text("fail_count", id)).isEqualTo("1");
        assertThat(database.text("state", held)).isEqualTo("CLAIMED");
        gate.open();
        untilIs(held, ActionState.PROCESSED);
        until(() -> node.loop().inFlight() == 0);
        assertThat(node.loop().leases()).isZero();
        assertThat(node.loop().lostLeases()).isZero();
    }

    @Test
    void a_transaction_that_fails_keeps_the_outcomes_of_finished_rows_and_gives_claimed_ones_back() throws Exception {
        Node node = running(refusing());
        failingClaims.set(4);
        failingCompletions.set(4);

        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(50), (n, d) -> d.type("work").eligibleNow());

        until(() -> count(ActionState.PROCESSED) == 50);
        assertThat(runs).as("nothing ran twice").hasValue(50);
        assertThat(failingClaims).hasValue(0);
        assertThat(failingCompletions).hasValue(0);
        until(() -> node.loop().inFlight() == 0);
        assertThat(node.loop().lostLeases()).isZero();
    }

    @Test
    void an_error_of_the_machine_in_the_loop_neither_ends_it_nor_loses_a_row() throws Exception {
        AtomicInteger errors = new AtomicInteger(6);
        Node node = running(node().set("coordinators", "1")
                .role(RowClaims.class, claims -> (connection, request) -> {
                    if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                        throw new StackOverflowError("in the driver");
                    }
                    return claims.claim(connection, request);
                })
                .on("work", row -> Job.task(() -> {})));

        long id = publishNow(node, "work");

        untilIs(id, ActionState.PROCESSED);
    }

    /** Its message cannot be read without another error, as when the heap is full. */
    private static final class Unspeakable extends Error {
        private static final long serialVersionUID = 1;

        @Override
        public String getMessage() {
            throw new StackOverflowError("in the message");
        }
    }

    @Test
    void an_error_that_cannot_be_logged_ends_no_coordinator() throws Exception {
        AtomicInteger errors = new AtomicInteger(3);
        try (LogLines log = new LogLines()) {
            Node node = running(node().set("coordinators", "1")
                    .role(RowClaims.class, claims -> (connection, request) -> {
                        if (errors.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                            throw new Unspeakable();
                        }
                        return claims.claim(connection, request);
                    })
                    .on("work", row -> Job.task(() -> {})));

            long id = publishNow(node, "work");

            untilIs(id, ActionState.PROCESSED);
            assertThat(errors).hasValue(0);
            assertThat(log.with("CLAIM0126")).isEmpty();
        }
    }

    @Test
    void outcomes_of_rows_that_finish_while_the_database_is_away_are_stored_when_it_is_back() throws Exception {
        Gate gate = new Gate();
        Node node = running(node().on("work", row -> Job.task(gate::pass)));
        node.publisher()
                .publishAll(
                        WorkflowContract.numbers(5), (n, d) -> d.type("work").eligibleNow());
        until(() -> gate.arrived() == 5);

        node.cut(true);
        gate.open();
        until(() -> gate.arrived() == 5
                && node.get(io.claimdispatch.internal.dispatch.TaskPool.class).running() == 0);
        assertThat(count(ActionState.CLAIMED)).isEqualTo(5);
        node.cut(false);

        until(() -> count(ActionState.PROCESSED) == 5);
        assertThat(gate.arrived()).isEqualTo(5);
        assertThat(database.count("fail_count > 0")).isZero();
        long next = publishNow(node, "work");
        untilIs(next, ActionState.PROCESSED);
    }

    /** Knows what is paused, but for as many questions as are to fail. */
    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class FailingPauses extends PausedTypes {

        private static final AtomicInteger FAILURES = new AtomicInteger();

        @Override
        public Set<String> without(TableName table, Set<String> types) {
            if (FAILURES.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                throw new StackOverflowError("while finding out what may be claimed");
            }
            return super.without(table, types);
        }
    }

    @Test
    void outcomes_are_stored_although_the_claimable_types_cannot_be_determined() throws Exception {
        Gate gate = new Gate();
        Node node = running(
                node().set("coordinators", "1").with(FailingPauses.class).on("work", row -> Job.task(gate::pass)));
        long id = publishNow(node, "work");
        until(() -> gate.arrived() == 1);

        FailingPauses.FAILURES.set(3);
        gate.open();
        until(() -> FailingPauses.FAILURES.get() == 0);

        untilIs(id, ActionState.PROCESSED);
        until(() -> node.loop().inFlight() == 0);
        assertThat(node.loop().leases()).isZero();
    }

    /** The first commit of an outcome is not answered, and then the network is gone for a moment. */
    private final class Unanswered {

        private final AtomicInteger calls = new AtomicInteger();
        private final ThreadLocal<Boolean> loses = ThreadLocal.withInitial(() -> false);

        Connection connect() throws SQLException {
            Connection connection = database.connect();
            return (Connection) Proxy.newProxyInstance(
                    CompletionFaultsTest.class.getClassLoader(),
                    new Class<?>[] {Connection.class},
                    (proxy, method, given) -> {
                        Object result;
                        try {
                            result = method.invoke(connection, given);
                        } catch (InvocationTargetException e) {
                            throw e.getCause();
                        }
                        if (method.getName().equals("commit") && loses.get()) {
                            loses.remove();
                            throw new SQLException("no answer", "08006");
                        }
                        return result;
                    });
        }

        RowCompletions completions(RowCompletions completions) {
            return (connection, table, all) -> {
                int call = calls.incrementAndGet();
                loses.set(call == 1);
                if (call == 2) {
                    database.execute("INSERT INTO action_logs (type, payload, end_at)"
                            + " VALUES ('next', '{}', TIMESTAMP WITH TIME ZONE '2020-01-01 00:00:00Z')");
                    throw new SQLException("no network", "08006");
                }
                return completions.complete(connection, table, all);
            };
        }

        InDoubtQueries inDoubt(InDoubtQueries inDoubt) {
            return new InDoubtQueries(inDoubt) {
                @Override
                public @Nullable RowStatus status(Connection connection, TableName table, long id) {
                    throw new StackOverflowError("in the driver");
                }
            };
        }
    }

    @Test
    void claimed_rows_run_although_the_fate_of_an_unanswered_commit_cannot_be_determined() throws Exception {
        Unanswered unanswered = new Unanswered();
        Node node = running(node().set("coordinators", "1")
                .role(RowCompletions.class, unanswered::completions)
                .role(InDoubtQueries.class, unanswered::inDoubt)
                .connections(unanswered::connect)
                .on("work", row -> Job.task(() -> {}))
                .on("next", row -> Job.task(() -> {})));

        publishNow(node, "work");

        until(() -> count(ActionState.PROCESSED) == 2);
        until(() -> node.loop().inFlight() == 0);
        assertThat(node.loop().leases()).isZero();
        assertThat(node.loop().lostLeases())
                .as("nobody can say that it was not")
                .isEqualTo(1);
    }
}
