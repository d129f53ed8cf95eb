package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.DeadLetters;
import io.claimdispatch.Job;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.store.Databases;
import io.claimdispatch.spi.NodeIdentity;
import jakarta.annotation.Priority;
import jakarta.enterprise.concurrent.ManagedThreadFactory;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.transaction.Status;
import java.lang.management.ManagementFactory;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.ObjectName;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A node is started before its database is. */
abstract class AwaitedDatabaseContract extends PipelineTest {

    private static final String THREAD = "claim-dispatch-start";

    private final LogLines log = new LogLines();
    private final AtomicInteger tries = new AtomicInteger();
    private final Gate gate = new Gate();
    private volatile boolean isThere;
    private volatile boolean isHeld;

    AwaitedDatabaseContract(Databases database) {
        super(database);
    }

    @AfterEach
    void closeTheLog() {
        gate.open();
        log.close();
    }

    /** What the driver throws as long as the database is not there. */
    abstract Connection tooEarly() throws SQLException;

    private Connection connect() throws SQLException {
        tries.incrementAndGet();
        if (isHeld) {
            gate.passStubbornly();
        }
        return isThere ? database.connect() : tooEarly();
    }

    private Node.Builder early() {
        return node().connections(this::connect).on("work", row -> Job.task(() -> {}));
    }

    private static void assertWaits(ThrowingCallable call) {
        assertId("CLAIM0103", call);
    }

    private static void assertId(String id, ThrowingCallable call) {
        assertThatThrownBy(call)
                .isInstanceOfSatisfying(
                        ClaimDispatchException.class, e -> assertThat(e.id()).isEqualTo(id))
                .hasMessageContaining("This has lasted since ");
    }

    @Test
    void an_application_without_its_database_is_deployed_says_so_and_claims_by_itself_once_the_database_is_there()
            throws Exception {
        Node publisher = byHand(node());
        long id = publishNow(publisher, "work");
        end(publisher);
        log.clear();
        Node node = running(early());

        assertThat(node.loop().state()).startsWith("WAITING since ").contains("CLAIM0103");
        until(() -> tries.get() > 2);
        assertThat(is(id, ActionState.WAITING)).isTrue();
        isThere = true;

        untilIs(id, ActionState.PROCESSED);
        assertThat(node.loop().state()).startsWith("RUNNING since ");
        List<String> lines = lines();
        assertThat(lines).hasSize(2);
        assertThat(lines.get(0)).startsWith("WARNING CLAIM0103").hasLineCount(1);
        assertThat(lines.get(1))
                .startsWith("INFO CLAIM0123: claim-dispatch is running")
                .hasLineCount(1);
        await().until(() -> threads() == 0);
    }

    @Test
    void calls_that_need_the_missing_database_say_so_and_mark_no_transaction() throws Exception {
        Node node = running(early());
        Publisher publisher = node.publisher();
        ActionLogs logs = node.actionLogs();

        List<ThrowingCallable> calls = List.of(
                () -> publisher.publish(d -> d.type("work").eligibleNow()),
                () -> publisher.publish(d -> d.type("work").eligibleNow().idempotencyKey("key")),
                () -> publisher.publishAll(
                        WorkflowContract.numbers(2), (n, d) -> d.type("work").eligibleNow()),
                () -> node.scheduler().runOnce(),
                () -> logs.find(1),
                () -> logs.latest(1),
                () -> logs.latest(ActionState.DEAD, 1),
                () -> logs.cancel(1, "ann", "a test"),
                () -> logs.retryNow(1, "ann"),
                () -> logs.reschedule(1, Duration.ZERO, "ann"),
                () -> logs.reschedule(1, Instant.EPOCH, "ann"),
                () -> logs.requeue(1, "ann"),
                () -> logs.requeueDead(DeadLetters.all(), "ann", "a test"),
                () -> logs.delete(1, "ann", "a test"),
                () -> logs.pause("work", "a test", "to see"),
                () -> logs.resume("work", "a test"),
                logs::paused);
        for (ThrowingCallable call : calls) {
            assertWaits(call);
            LocalTransaction.separate(() -> {
                assertWaits(call);
                return assertThat(LocalTransaction.current().status()).isEqualTo(Status.STATUS_ACTIVE);
            });
        }
    }

    @Test
    void an_application_that_waits_for_its_database_can_be_undeployed() throws Exception {
        Node node = running(early());
        assertThat(threads()).isEqualTo(1);

        node.stop();

        assertThat(threads()).isZero();
        assertThat(node.loop().state()).startsWith("STOPPED");
        isThere = true;
        int before = tries.get();
        assertThat(node.loop().isClaiming()).isFalse();
        assertThat(tries).hasValue(before);
    }

    @Test
    void an_application_can_be_undeployed_while_a_connection_attempt_hangs_and_starts_nothing_afterwards()
            throws Exception {
        AtomicInteger before = new AtomicInteger();
        Node node = running(node().on("work", row -> Job.task(() -> {})).connections(() -> {
            if (before.getAndIncrement() == 0) {
                return tooEarly();
            }
            gate.passStubbornly();
            return database.connect();
        }));
        untilBySignal(() -> gate.arrived() == 1);

        node.stop();
        gate.open();

        await().until(() -> threads() == 0);
        assertThat(node.loop().state()).startsWith("STOPPED");
        assertThat(log.with("CLAIM0123")).isEmpty();
    }

    /** The first connection is for the tables, the next five for the look at transactions, the last one for the unit. */
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 4, 5, 6, 7})
    void a_database_that_goes_again_in_the_middle_of_the_start_is_waited_for_too(int which) throws Exception {
        AtomicInteger connections = new AtomicInteger();
        Node node = running(node().on("work", row -> Job.task(() -> {}))
                .connections(() -> connections.incrementAndGet() == which ? tooEarly() : database.connect()));

        assertThat(node.loop().state()).startsWith("WAITING");
        untilBySignal(() -> node.loop().state().startsWith("RUNNING"));
        untilIs(publishNow(node, "work"), ActionState.PROCESSED);
    }

    @Test
    void a_mistake_found_after_the_wait_is_reported_to_callers_and_checked_again() throws Exception {
        Node node = running(early().set("schema", "validate").set("tables", "action_logs,late_logs"));
        isThere = true;

        untilBySignal(() -> node.loop().state().startsWith("REFUSED"));
        assertThat(node.loop().state()).contains("CLAIM0021", "late_logs");
        assertId("CLAIM0021", () -> publishNow(node, "work"));
        assertId("CLAIM0021", () -> node.scheduler().runOnce());
        assertId("CLAIM0021", () -> node.actionLogs().latest(1));
        int before = tries.get();
        node.loop().lookAgain();
        until(() -> tries.get() > before);
        assertThat(log.with("CLAIM0021")).singleElement().asString().startsWith("ERROR CLAIM0021");
        assertThat(lines()).hasSize(2);

        // a look while the tables are being made would find another one missing
        isHeld = true;
        until(() -> {
            node.loop().lookAgain();
            return gate.arrived() == 1;
        });
        try {
            database.reset("late_logs");
            isHeld = false;
            gate.open();
            until(() -> node.loop().state().startsWith("RUNNING"));
            untilIs(publishNow(node, "work"), ActionState.PROCESSED);
            assertThat(lines()).hasSize(3);
        } finally {
            endAll();
            drop("late_logs");
        }
    }

    /** The third connection is for the look at transactions: whether rows would be kept that are rolled back is not known yet. */
    @Test
    void nothing_is_stored_while_a_later_try_still_checks_the_data_source() throws Exception {
        AtomicInteger connections = new AtomicInteger();
        Node node = running(node().on("work", row -> Job.task(() -> {})).connections(() -> {
            int which = connections.incrementAndGet();
            if (which == 1) {
                return tooEarly();
            }
            if (which == 3) {
                gate.passStubbornly();
            }
            return database.connect();
        }));
        untilBySignal(() -> gate.arrived() == 1);

        assertWaits(() -> publishNow(node, "work"));
        assertWaits(() -> node.actionLogs().latest(1));

        gate.open();
        untilBySignal(() -> node.loop().state().startsWith("RUNNING"));
        untilIs(publishNow(node, "work"), ActionState.PROCESSED);
    }

    @Alternative
    @Priority(1)
    @ApplicationScoped
    static class NoIdentity implements NodeIdentity {
        @Override
        public String nodeName() {
            throw new IllegalStateException("a mistake in the bean");
        }
    }

    @Test
    void a_mistake_in_a_bean_stops_the_deployment_although_the_database_is_not_there() {
        assertThatThrownBy(() -> running(early().with(NoIdentity.class)))
                .hasStackTraceContaining("a mistake in the bean");

        assertThat(threads()).isZero();
    }

    @Test
    void any_failure_of_a_later_try_is_logged_and_tried_again() throws Exception {
        AtomicBoolean isMended = new AtomicBoolean();
        AtomicInteger threads = new AtomicInteger();
        // the first thread is that of the wait
        Node node = running(early().threads(server -> new ManagedThreadFactory() {
            @Override
            public Thread newThread(Runnable work) {
                if (threads.getAndIncrement() > 0 && !isMended.get()) {
                    throw new IllegalStateException("no threads today");
                }
                return server.newThread(work);
            }

            @Override
            public ForkJoinWorkerThread newThread(ForkJoinPool pool) {
                return server.newThread(pool);
            }
        }));
        isThere = true;

        untilBySignal(() -> node.loop().state().startsWith("REFUSED"));
        assertThat(node.loop().state()).contains("CLAIM0106", "no threads today");
        assertId("CLAIM0106", () -> publishNow(node, "work"));

        isMended.set(true);
        until(() -> {
            node.loop().lookAgain();
            return node.loop().state().startsWith("RUNNING");
        });
        untilIs(publishNow(node, "work"), ActionState.PROCESSED);
        assertThat(log.with("CLAIM0106")).singleElement().asString().startsWith("ERROR CLAIM0106");
    }

    private void drop(String table) throws SQLException {
        database.execute("DROP TABLE " + table);
        database.execute("DROP TABLE " + table + "_paused");
        database.execute("DROP TABLE " + table + "_events");
        database.execute("DROP TABLE " + table + "_claims");
        database.execute("DROP TABLE " + table + "_nodes");
        database.execute("DROP TABLE " + table + "_stats");
        database.execute("DROP TABLE " + table + "_bulk");
        database.execute("DROP TABLE " + table + "_schema");
        database.execute("DROP SEQUENCE " + table + "_seq" + (database == Databases.DERBY ? " RESTRICT" : ""));
        if (database == Databases.DERBY) {
            database.execute("DROP FUNCTION " + table + "_millis");
        }
    }

    @Test
    void a_database_that_turns_the_node_away_fails_the_start_and_leaves_nothing_behind() throws Exception {
        isThere = true;
        Set<ObjectName> before = beans();
        Node.Builder node = node().connections(() -> {
            tries.incrementAndGet();
            throw new SQLException("password authentication failed", "28P01");
        });

        assertThatThrownBy(() -> running(node))
                .hasMessageContaining("CLAIM0104")
                .hasMessageContaining("password");

        assertThat(tries).hasValue(1);
        assertThat(threads()).isZero();
        assertThat(lines()).isEmpty();
        assertThat(beans()).as("what JMX shows").isEqualTo(before);
    }

    private static Set<ObjectName> beans() throws Exception {
        return ManagementFactory.getPlatformMBeanServer().queryNames(new ObjectName("io.claimdispatch:*"), null);
    }

    /** Without what Derby's driver cannot do, and that the databases of these tests are in memory. */
    private List<String> lines() {
        return log.with("").stream()
                .filter(line -> !line.contains("CLAIM0028") && !line.contains("CLAIM0118"))
                .toList();
    }

    private static long threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().equals(THREAD))
                .count();
    }
}
