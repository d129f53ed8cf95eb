package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.store.publish.Inserted;
import io.claimdispatch.internal.store.publish.NewRow;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Which rows a claim takes, and that no other claim takes them. */
abstract class ClaimContract {

    final TestDatabase database;

    ClaimContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    @Test
    void rows_are_claimed_by_priority_then_time_then_id() throws SQLException {
        Instant past = database.now().minusSeconds(100);
        List<Inserted> stored = Rows.publish(
                database,
                List.of(
                        Rows.due("a", Priority.LOW),
                        Rows.at("a", past.plusSeconds(2)),
                        Rows.at("a", past.plusSeconds(1)),
                        Rows.at("a", past.plusSeconds(1)),
                        Rows.due("a", Priority.HIGH)));

        List<ClaimedRow> claimed = Rows.claim(database, "a", 10, 1);

        assertThat(Rows.ids(claimed))
                .containsExactly(
                        stored.get(4).id(),
                        stored.get(2).id(),
                        stored.get(3).id(),
                        stored.get(1).id(),
                        stored.get(0).id());
    }

    @Test
    void a_claim_takes_no_more_than_its_limit_and_the_first_ones() throws SQLException {
        List<Inserted> stored = Rows.publish(database, Collections.nCopies(10, Rows.due("a")));

        assertThat(Rows.ids(Rows.claim(database, "a", 3, 1)))
                .containsExactly(
                        stored.get(0).id(), stored.get(1).id(), stored.get(2).id());
        assertThat(Rows.claim(database, "a", 0, 2)).isEmpty();
        assertThat(Rows.claim(database, "a", 100, 3)).hasSize(7);
        assertThat(Rows.claim(database, "a", 100, 4)).isEmpty();
    }

    @Test
    void a_claim_writes_who_and_until_when_by_the_clock_of_the_database() throws SQLException {
        long id = Rows.publish(database, List.of(Rows.payload("a", "{\"n\":1}")))
                .get(0)
                .id();
        Instant before = database.now();

        ClaimedRow row = Rows.claim(database, "a", 1, 77).get(0);

        Instant after = database.now();
        assertThat(row.ref()).isEqualTo(new ClaimRef(TABLE, id, 77));
        assertThat(row.payload()).isEqualTo("{\"n\":1}");
        assertThat(row.type()).isEqualTo("a");
        assertThat(row.key()).isNull();
        assertThat(row.failCount()).isZero();
        assertThat(row.executionId()).isNull();
        assertThat(row.claimedBy()).isEqualTo("node-77");
        assertThat(row.eligibleAt()).isEqualTo(database.time("end_at", id));
        assertThat(row.createdAt()).isEqualTo(database.time("created_at", id));
        assertThat(database.text("state", id)).isEqualTo("CLAIMED");
        assertThat(database.text("claimed_by", id)).isEqualTo("node-77");
        assertThat(database.text("claim_token", id)).isEqualTo("77");
        assertThat(database.time("claimed_at", id)).isBetween(before, after);
        assertThat(database.time("updated_at", id)).isBetween(before, after);
        assertThat(database.time("lease_until", id)).isBetween(before.plus(Rows.LEASE), after.plus(Rows.LEASE));
        assertThat(database.time("processed_at", id)).isNull();
    }

    @Test
    void future_rows_are_left_alone() throws SQLException {
        Rows.publish(database, List.of(Rows.in("a", Duration.ofHours(1))));

        assertThat(Rows.claim(database, "a", 10, 1)).isEmpty();
    }

    @Test
    void only_types_that_were_asked_for_are_claimed() throws SQLException {
        Rows.publish(database, List.of(Rows.due("a"), Rows.due("b"), Rows.due("c"), Rows.due("A"), Rows.due("ä")));

        List<ClaimedRow> claimed = database.commit(c ->
                database.store().claims().claim(c, Rows.request(List.of("a", "c", "unheard of"), 10, 1)));

        assertThat(claimed).extracting(ClaimedRow::type).containsExactly("a", "c");
        List<ClaimedRow> none =
                database.commit(c -> database.store().claims().claim(c, Rows.request(List.of(), 10, 2)));
        assertThat(none).isEmpty();
    }

    @Test
    void five_thousand_unroutable_rows_in_front_do_not_block() throws SQLException {
        Rows.publish(database, Collections.nCopies(5_000, Rows.due("nobody", Priority.HIGH)));
        long id = Rows.publish(database, List.of(Rows.due("a", Priority.LOW)))
                .get(0)
                .id();

        assertThat(Rows.ids(Rows.claim(database, "a", 10, 1))).containsExactly(id);
    }

    @Test
    void a_claim_ends_once_the_payloads_reach_the_bytes_it_may_take() throws SQLException {
        String tenBytes = "\"12345678\"";
        Rows.publish(database, Collections.nCopies(5, Rows.payload("a", tenBytes)));

        assertThat(claimBytes(21, 1)).hasSize(3);
        assertThat(claimBytes(10, 2)).hasSize(1);
        assertThat(claimBytes(1, 3)).as("the first one always").hasSize(1);
    }

    @Test
    void an_unread_claim_leaves_out_what_may_be_large_and_each_row_can_be_read_afterwards() throws SQLException {
        Rows.publish(database, List.of(Rows.payload("a", "\"payload\""), Rows.payload("a", "\"payload\"")));
        database.execute("UPDATE action_logs SET errors = '[{\"attempt\":1}]'");
        ClaimRequest request = new ClaimRequest(TABLE, Set.of("a"), 1, Rows.NO_BYTE_BOUND, "node", 1, Rows.LEASE, true);

        List<ClaimedRow> unread = database.commit(c -> database.store().claims().claim(c, request));

        assertThat(unread).singleElement().satisfies(row -> {
            assertThat(row.payload()).isEqualTo("{}");
            assertThat(row.errors()).isEqualTo("[{\"attempt\":1}]");
            assertThat(row.ref().token()).isEqualTo(1);
        });
        ClaimedRow read = database.commit(
                c -> database.store().unread().read(c, unread.get(0).ref()));
        assertThat(read).isNotNull();
        assertThat(read.payload()).isEqualTo("\"payload\"");
        assertThat(read.ref()).isEqualTo(unread.get(0).ref());
        ClaimedRow lost = database.commit(c -> database.store()
                .unread()
                .read(c, new ClaimRef(TABLE, unread.get(0).ref().id(), 2)));
        assertThat(lost).isNull();
    }

    @Test
    void an_unread_claim_keeps_the_longest_history_that_is_written() throws SQLException {
        Rows.publish(database, List.of(Rows.due("a")));
        String longest = "[" + "\u20ac".repeat(20 * 4_000) + "]";
        database.commit(connection -> {
            try (PreparedStatement update = connection.prepareStatement("UPDATE action_logs SET errors = ?")) {
                database.dialect().bindText(update, 1, longest);
                return update.executeUpdate();
            }
        });
        ClaimRequest request = new ClaimRequest(TABLE, Set.of("a"), 1, Rows.NO_BYTE_BOUND, "node", 1, Rows.LEASE, true);

        List<ClaimedRow> unread = database.commit(c -> database.store().claims().claim(c, request));

        assertThat(unread).extracting(ClaimedRow::errors).containsExactly(longest);
    }

    @Test
    void rows_that_have_failed_a_few_times_are_claimed_by_as_many_statements_as_others() throws SQLException {
        Rows.publish(database, List.of(Rows.due("a"), Rows.due("a")));
        int fresh = statementsOfClaim(1);
        database.reset();
        Rows.publish(database, List.of(Rows.due("a"), Rows.due("a")));
        database.execute("UPDATE action_logs SET errors = '" + "e".repeat(3 * 4_400) + "'");

        assertThat(statementsOfClaim(2)).isEqualTo(fresh);
    }

    private int statementsOfClaim(long token) throws SQLException {
        AtomicInteger statements = new AtomicInteger();
        ClaimRequest request = new ClaimRequest(TABLE, Set.of("a"), 10, Rows.NO_BYTE_BOUND, "node", token, Rows.LEASE);
        List<ClaimedRow> claimed = database.commit(connection -> {
            Connection counting = (Connection) Proxy.newProxyInstance(
                    ClaimContract.class.getClassLoader(), new Class<?>[] {Connection.class}, (proxy, method, given) -> {
                        if (method.getName().equals("prepareStatement")) {
                            statements.incrementAndGet();
                        }
                        return method.invoke(connection, given);
                    });
            return database.store().claims().claim(counting, request);
        });
        assertThat(claimed).hasSize(2);
        return statements.get();
    }

    @Test
    void bytes_are_counted_across_priorities() throws SQLException {
        String tenBytes = "\"12345678\"";
        NewRow normal = Rows.payload("a", tenBytes);
        NewRow high = new NewRow("a", tenBytes, null, Priority.HIGH, normal.eligibleAt());
        Rows.publish(database, List.of(normal, high, normal));

        assertThat(claimBytes(20, 1)).extracting(ClaimedRow::priority).containsExactly(Priority.HIGH, Priority.NORMAL);
    }

    private List<ClaimedRow> claimBytes(long maxBytes, long token) throws SQLException {
        ClaimRequest request = new ClaimRequest(TABLE, Set.of("a"), 10, maxBytes, "node", token, Rows.LEASE);
        return database.commit(c -> database.store().claims().claim(c, request));
    }

    @Test
    void ten_claimers_on_ten_thousand_rows_claim_each_row_once() throws Exception {
        List<NewRow> rows = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            rows.add(Rows.due("type" + i % 3, Priority.values()[i % 3]));
        }
        Rows.publish(database, rows);

        List<Long> all = new ArrayList<>();
        for (List<Long> ids : inThreads(10, token -> claimAll(token, 100))) {
            all.addAll(ids);
        }

        assertThat(all).hasSize(10_000);
        assertThat(new HashSet<>(all)).hasSize(10_000);
        assertThat(database.count("state = 'CLAIMED'")).isEqualTo(10_000);
    }

    /** Locks hold nothing there: only the update's own condition decides. Seen on a server that lent such connections. */
    @Test
    void claims_on_connections_that_are_in_no_transaction_are_disjoint_too() throws Exception {
        List<Long> ids = Rows.publish(database, Collections.nCopies(10, Rows.due("a"))).stream()
                .map(Inserted::id)
                .toList();
        List<Long> taken = new ArrayList<>();
        try (Connection slow = database.connect();
                Connection quick = database.connect()) {
            Connection overtaken = beforeItsUpdate(
                    slow,
                    () -> taken.addAll(
                            Rows.ids(database.store().claims().claim(quick, Rows.request(Set.of("a"), 4, 2)))));

            List<Long> claimed = Rows.ids(database.store().claims().claim(overtaken, Rows.request(Set.of("a"), 10, 1)));

            assertThat(taken).containsExactlyElementsOf(ids.subList(0, 4));
            assertThat(claimed).containsExactlyElementsOf(ids.subList(4, 10));
        }
    }

    /** Lets another session act once, between this connection's read and its update. */
    private static Connection beforeItsUpdate(Connection connection, Callable<?> somebody) {
        AtomicBoolean done = new AtomicBoolean();
        return proxy(
                Connection.class,
                connection,
                (method, given, result) -> {
                    boolean updates = method.startsWith("prepare")
                            && String.valueOf(given[0]).contains("UPDATE action_logs");
                    return !updates
                            ? result
                            : beforeItRuns((PreparedStatement) result, () -> {
                                if (!done.getAndSet(true)) {
                                    somebody.call();
                                }
                                return null;
                            });
                },
                method -> {});
    }

    private static PreparedStatement beforeItRuns(PreparedStatement statement, Callable<?> before) {
        return proxy(PreparedStatement.class, statement, (method, given, result) -> result, method -> {
            if (method.startsWith("execute")) {
                before.call();
            }
        });
    }

    private interface Before {
        void call(String method) throws Exception;
    }

    private interface After {
        Object result(String method, Object[] given, Object result);
    }

    private static <T> T proxy(Class<T> type, T target, After after, Before before) {
        return type.cast(Proxy.newProxyInstance(
                ClaimContract.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    before.call(method.getName());
                    try {
                        return after.result(method.getName(), given, method.invoke(target, given));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }

    private List<Long> claimAll(int claimer, int limit) throws SQLException {
        List<Long> ids = new ArrayList<>();
        long token = claimer * 1_000_000L;
        try (Connection connection = database.begin()) {
            List<Long> claimed;
            do {
                ClaimRequest request = Rows.request(List.of("type0", "type1", "type2"), limit, ++token);
                claimed = Rows.ids(Retrying.inTransaction(
                        connection, c -> database.store().claims().claim(c, request)));
                ids.addAll(claimed);
                // counted only then: a count looks at each of the rows, and on some databases waits for all claimers
            } while (!claimed.isEmpty() || database.count("state = 'WAITING'") > 0);
        }
        return ids;
    }

    interface Claimer<T> {
        T run(int number) throws Exception;
    }

    static <T> List<T> inThreads(int threads, Claimer<T> claimer) throws Exception {
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            List<Callable<T>> tasks = new ArrayList<>();
            for (int i = 1; i <= threads; i++) {
                int number = i;
                tasks.add(() -> claimer.run(number));
            }
            List<T> results = new ArrayList<>();
            for (Future<T> future : executor.invokeAll(tasks)) {
                results.add(future.get());
            }
            return results;
        } finally {
            executor.shutdownNow();
        }
    }
}
