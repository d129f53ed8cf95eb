package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.ActionState;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.internal.store.EachDatabase;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.claim.TypeSearch;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.lease.ExpiredClaim;
import io.claimdispatch.internal.store.lease.ExpiredLeases;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.lease.RowLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Statements of the loop and of maintenance that fail, and the threads that go on all the same. */
@ParameterizedClass
@EachDatabase({Databases.H2, Databases.POSTGRESQL})
class MaintenanceFaultsTest extends PipelineTest {

    private static final int FAILURES = 2;

    MaintenanceFaultsTest(Databases database) {
        super(database);
    }

    /** How a database or a driver ends a statement. */
    enum Fault {
        DEADLOCK,
        SERIALIZATION,
        ERROR;

        void happen() throws SQLException {
            switch (this) {
                case DEADLOCK -> throw new SQLException("deadlock detected", "40P01");
                case SERIALIZATION -> throw new SQLException("could not serialize access", "40001");
                case ERROR -> throw new StackOverflowError("in the driver");
            }
        }
    }

    /** Fails after the statement, as a commit would, the first times that each kind is used. */
    private record Failing(Fault fault, Map<String, Integer> calls) {

        private <T> T unlessFirst(String kind, T result) throws SQLException {
            if (calls.merge(kind, 1, Integer::sum) <= FAILURES) {
                fault.happen();
            }
            return result;
        }

        Node.Builder on(Node.Builder node) {
            return node.role(RowLeases.class, this::leases)
                    .role(ExpiredLeases.class, this::expired)
                    .role(TypeSearch.class, this::types)
                    .role(RowClaims.class, this::claims)
                    .role(RowCompletions.class, this::completions);
        }

        private RowLeases leases(RowLeases leases) {
            return new RowLeases() {
                @Override
                public Set<ClaimRef> renew(Connection c, TableName table, String node, HeldLeases held, Duration lease)
                        throws SQLException {
                    return unlessFirst("heartbeat", leases.renew(c, table, node, held, lease));
                }

                @Override
                public boolean recordExecution(Connection c, ClaimRef ref, long executionId, @Nullable String note)
                        throws SQLException {
                    return leases.recordExecution(c, ref, executionId, note);
                }
            };
        }

        private ExpiredLeases expired(ExpiredLeases expired) {
            return new ExpiredLeases(expired) {
                @Override
                public List<ExpiredClaim> page(Connection c, TableName table, @Nullable ExpiredClaim after, int limit)
                        throws SQLException {
                    return unlessFirst("recovery", super.page(c, table, after, limit));
                }
            };
        }

        private TypeSearch types(TypeSearch types) {
            return (c, table, known, after, limit) ->
                    unlessFirst("discovery", types.unknownDueTypes(c, table, known, after, limit));
        }

        private RowClaims claims(RowClaims claims) {
            return (c, request) -> unlessFirst("claim", claims.claim(c, request));
        }

        private RowCompletions completions(RowCompletions completions) {
            return (c, table, all) -> {
                boolean takesBack = all.stream().allMatch(each -> each.change() instanceof RowChange.Retry);
                return unlessFirst(takesBack ? "taking back" : "completion", completions.complete(c, table, all));
            };
        }
    }

    @Processor("family.*")
    static class Family implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.task(() -> {});
        }
    }

    @ParameterizedTest
    @EnumSource
    void heartbeat_recovery_discovery_claim_and_completion_are_tried_again_until_they_succeed(Fault fault)
            throws Exception {
        Map<String, Integer> calls = new ConcurrentHashMap<>();
        Gate never = new Gate();
        Gate gate = new Gate();
        Node dying = byHand(node().on("lost", row -> Job.task(never::pass)));
        long lost = publishNow(dying, "lost");
        dying.scheduler().runOnce(1);
        until(() -> never.arrived() == 1);
        dying.kill();
        endLeases();
        long found = publishNow(byHand(node()), "family.member");

        Node node = running(new Failing(fault, calls)
                .on(node())
                .set("lease", "PT2S")
                .set("coordinators", "1")
                .with(Family.class)
                .on("lost", row -> Job.task(() -> {}))
                .on("long", row -> Job.task(gate::pass)));
        long running = publishNow(node, "long");

        untilIs(lost, ActionState.PROCESSED);
        untilIs(found, ActionState.PROCESSED);
        until(() -> gate.arrived() == 1);
        Instant lease = database.time("lease_until", running);
        until(() -> database.time("lease_until", running).isAfter(lease));
        gate.open();
        untilIs(running, ActionState.PROCESSED);
        assertThat(gate.arrived()).isEqualTo(1);
        assertThat(calls.keySet())
                .containsExactlyInAnyOrder("heartbeat", "recovery", "taking back", "discovery", "claim", "completion");
        assertThat(calls.values()).allMatch(count -> count > FAILURES);
    }

    /** As a policy in a language without checked exceptions may do. */
    @Alternative
    @Priority(10)
    @ApplicationScoped
    static class Undeclared implements RetryPolicy {
        @Override
        public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
            throw MaintenanceFaultsTest.<RuntimeException>undeclared(new IOException("policies are in a file"));
        }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <E extends Exception> E undeclared(Exception exception) throws E {
        throw (E) exception;
    }

    @Test
    void a_policy_that_throws_what_it_does_not_declare_loses_no_row_and_ends_no_thread() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("lost", row -> Job.task(never::pass)));
        long lost = publishNow(dying, "lost");
        dying.scheduler().runOnce(1);
        until(() -> never.arrived() == 1);
        dying.kill();
        endLeases();

        Node node = running(node().with(Undeclared.class)
                .on(
                        "fails",
                        row -> Job.task(() -> {
                            throw new IllegalStateException("no luck");
                        })));
        long failing = publishNow(node, "fails");

        untilStates("WAITING 2");
        until(() -> "1".equals(database.text("fail_count", lost)) && "1".equals(database.text("fail_count", failing)));
        until(() -> node.loop().inFlight() == 0);
    }

    @Test
    void an_outage_is_logged_when_it_begins_and_when_it_ends_and_not_in_between() throws Exception {
        AtomicInteger looks = new AtomicInteger();
        try (LogLines log = new LogLines()) {
            Node node = running(node().role(ExpiredLeases.class, expired -> new ExpiredLeases(expired) {
                @Override
                public List<ExpiredClaim> page(Connection c, TableName table, @Nullable ExpiredClaim after, int limit)
                        throws SQLException {
                    if (looks.incrementAndGet() <= 3) {
                        throw new SQLException("the database is away", "08006");
                    }
                    return super.page(c, table, after, limit);
                }
            }));
            until(() -> looks.get() > 4);

            assertThat(log.with("take back rows of dead nodes")).hasSize(2);
            assertThat(log.with("could not take back rows of dead nodes"))
                    .singleElement()
                    .asString()
                    .startsWith("WARNING")
                    .contains("the database is away");
            assertThat(log.with("can take back rows of dead nodes again"))
                    .singleElement()
                    .asString()
                    .startsWith("INFO");
            assertThat(node.loop().isClaiming()).isTrue();
        }
    }

    @Test
    void one_row_that_the_database_refuses_to_take_back_does_not_hold_up_the_others() throws Exception {
        Gate never = new Gate();
        Node dying = byHand(node().on("work", row -> Job.task(never::pass)));
        List<Long> ids =
                dying
                        .publisher()
                        .publishAll(
                                WorkflowContract.numbers(20),
                                (n, d) -> d.type("work").eligibleNow())
                        .stream()
                        .map(PipelineTest::id)
                        .toList();
        dying.scheduler().runOnce(20);
        dying.kill();
        endLeases();

        running(node().on("work", row -> Job.task(() -> {}))
                .role(RowCompletions.class, completions -> (c, table, all) -> {
                    for (Completion each : all) {
                        if (each.ref().id() == ids.get(7) && each.change() instanceof RowChange.Retry) {
                            throw new SQLException("this one never", "22000");
                        }
                    }
                    return completions.complete(c, table, all);
                }));

        untilStates("CLAIMED 1, PROCESSED 19");
        assertThat(database.text("state", ids.get(7))).isEqualTo("CLAIMED");
    }

    @Test
    void pages_of_rows_that_the_database_refuses_to_take_back_hide_none_behind() throws Exception {
        Gate never = new Gate();
        Node dying =
                byHand(node().on("refused", row -> Job.task(never::pass)).on("work", row -> Job.task(never::pass)));
        dying.publisher()
                .publishAll(
                        WorkflowContract.numbers(510),
                        (n, d) -> d.type("refused").eligibleNow());
        long behind = publishNow(dying, "work");
        dying.scheduler().runOnce(600);
        dying.kill();
        endLeases();
        database.execute("UPDATE action_logs SET lease_until = TIMESTAMP '2021-01-01 00:00:00' WHERE id = " + behind);

        Node node = byHand(node().role(RowCompletions.class, completions -> (c, table, all) -> {
            if (all.stream().anyMatch(each -> each.ref().id() != behind)) {
                throw new SQLException("these never", "22000");
            }
            return completions.complete(c, table, all);
        }));
        node.loop().recover();

        assertThat(states()).isEqualTo("CLAIMED 510, WAITING 1");
        assertThat(database.text("state", behind)).isEqualTo("WAITING");
    }
}
