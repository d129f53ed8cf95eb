package io.claimdispatch.pipeline;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionLogs;
import io.claimdispatch.ActionPage;
import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Draft;
import io.claimdispatch.Job;
import io.claimdispatch.StateCount;
import io.claimdispatch.internal.store.Databases;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Finding by key, lists and counts, in a table that nobody claims from. */
abstract class ListingContract extends ListedRows {

    ListingContract(Databases database) {
        super(database);
    }

    @Test
    void a_row_is_found_by_its_type_and_key() {
        Node node = byHand(node());
        long id = id(node.publisher()
                .publish(d ->
                        d.type("order.paid").eligibleNow().idempotencyKey("k").payload("x")));
        ActionLogs logs = node.actionLogs();

        assertThat(logs.find("order.paid", "k")).isEqualTo(logs.find(id)).get().satisfies(row -> {
            assertThat(row.idempotencyKey()).isEqualTo("k");
            assertThat(row.table()).isEqualTo("action_logs");
        });
        assertThat(logs.find("order.sent", "k")).isEmpty();
        assertThat(logs.find("order.paid", "K")).isEmpty();
        assertThat(logs.find("order.paid", "k ")).isEmpty();
        assertThat(logs.find("a\u0000b", "\ud800")).isEmpty();
        assertThat(ids(all(logs, ActionQuery.all().withIdempotencyKey("k")))).containsExactly(id);
        assertThat(ids(all(logs, ActionQuery.all().ofTypes("order.paid").withIdempotencyKey("k"))))
                .containsExactly(id);
        assertThat(all(logs, ActionQuery.all().ofTypes("order.sent").withIdempotencyKey("k")))
                .isEmpty();
    }

    @Test
    void any_combination_of_conditions_lists_what_a_filter_over_all_rows_does() throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Node node = byHand(node());
        List<ActionLog> rows = population(node, random);
        assertThat(rows).hasSizeGreaterThan(150);

        for (int i = 0; i < 150; i++) {
            ActionQuery query = ActionQuery.all().atMost(1 + random.nextInt(60));
            Predicate<ActionLog> model = row -> true;
            if (sometimes(random)) {
                Set<ActionState> states = new HashSet<>();
                for (int s = random.nextInt(3); s >= 0; s--) {
                    states.add(ActionState.values()[random.nextInt(ActionState.values().length)]);
                }
                query = query.inStates(states.toArray(ActionState[]::new));
                model = model.and(row -> states.contains(row.state()));
            }
            if (sometimes(random)) {
                query = query.ofTypes("order.*");
                model = model.and(row -> row.type().startsWith("order."));
            } else if (sometimes(random)) {
                query = query.ofTypes("mail", "orderly");
                model = model.and(row -> Set.of("mail", "orderly").contains(row.type()));
            } else if (sometimes(random)) {
                query = query.ofTypes("mail");
                model = model.and(row -> row.type().equals("mail"));
            }
            if (random.nextInt(8) == 0) {
                String key = "key-" + random.nextInt(25);
                query = query.withIdempotencyKey(key);
                model = model.and(row -> key.equals(row.idempotencyKey()));
            }
            if (sometimes(random)) {
                Instant from = BASE.plusSeconds(random.nextInt(10));
                query = query.createdFrom(from);
                model = model.and(row -> row.createdAt().compareTo(from) >= 0);
            }
            if (sometimes(random)) {
                Instant before = BASE.plusSeconds(random.nextInt(10));
                query = query.createdBefore(before);
                model = model.and(row -> row.createdAt().compareTo(before) < 0);
            }
            if (sometimes(random)) {
                Instant from = BASE.plusSeconds(random.nextInt(10));
                query = query.eligibleFrom(from);
                model = model.and(row -> row.eligibleAt().compareTo(from) >= 0);
            }
            if (sometimes(random)) {
                Instant before = BASE.plusSeconds(random.nextInt(10));
                query = query.eligibleBefore(before);
                model = model.and(row -> row.eligibleAt().compareTo(before) < 0);
            }
            if (sometimes(random)) {
                int failures = random.nextInt(5);
                query = query.failedAtLeast(failures);
                model = model.and(row -> row.failCount() >= failures);
            }
            if (sometimes(random)) {
                query = query.failedWith("E#1");
                model = model.and(row -> "E#1".equals(row.failure()));
            }
            if (random.nextInt(6) == 0) {
                long[] ids = random.ints(40, 0, rows.size())
                        .mapToLong(at -> rows.get(at).id())
                        .toArray();
                query = query.withIds(ids);
                Set<Long> set = new HashSet<>();
                for (long id : ids) {
                    set.add(id);
                }
                model = model.and(row -> set.contains(row.id()));
            }

            assertThat(all(node.actionLogs(), query))
                    .as("%s, seed %d", query, seed)
                    .isEqualTo(rows.stream().filter(model).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "WAITING"})
    void each_row_is_listed_once_while_rows_are_inserted_and_deleted(String state) throws Exception {
        long seed = System.nanoTime();
        Random random = new Random(seed);
        Node node = byHand(node());
        for (int i = 0; i < 60; i++) {
            publishNow(node, i % 3 == 0 ? "mail" : "order.paid");
        }
        Set<Long> stay = new HashSet<>(ids(node.actionLogs().latest(1_000)));
        ActionQuery query = ActionQuery.all().ofTypes("order.*", "mail").atMost(7);
        ActionQuery paged = state.isEmpty() ? query : query.inStates(ActionState.valueOf(state));

        List<Long> seen = new ArrayList<>();
        String cursor = null;
        do {
            ActionPage page = node.actionLogs().list(paged, cursor);
            seen.addAll(ids(page.rows()));
            cursor = page.next();
            publishNow(node, "mail");
            long gone = node.actionLogs().latest(1_000).get(random.nextInt(40)).id();
            node.actionLogs().delete(gone, "ann", "a test");
            stay.remove(gone);
        } while (cursor != null);

        assertThat(seen).as("seed %d", seed).doesNotHaveDuplicates().containsAll(stay);
        assertThat(seen).isSortedAccordingTo(Collections.reverseOrder());
    }

    @Test
    void rows_behind_gaps_of_ids_are_listed_and_none_is_out_of_reach() throws Exception {
        ActionLogs logs = logs();
        List<Long> ids = List.of(
                Long.MAX_VALUE,
                9_000_000_000_000L,
                5_000_001L,
                5_000_000L,
                12L,
                1L,
                -3L,
                -8_000_000_000L,
                Long.MIN_VALUE / 2);
        for (Long id : ids) {
            insert(id, "work");
        }

        assertThat(ids(logs.list(ActionQuery.all()).rows())).isEqualTo(ids);
        assertThat(ids(all(logs, ActionQuery.all().atMost(1)))).isEqualTo(ids);
        assertThat(ids(all(logs, ActionQuery.all().inStates(ActionState.WAITING).atMost(2))))
                .isEqualTo(ids);
    }

    @Test
    void a_call_that_has_looked_at_enough_returns_a_page_without_rows_and_a_cursor() throws Exception {
        ActionLogs logs = logs();
        for (int i = 1; i <= 100; i++) {
            insert(i * 9_000L, "noise");
        }
        insert(5, "rare");
        ActionQuery rare = ActionQuery.all().ofTypes("rare");

        ActionPage first = logs.list(rare);

        assertThat(first.rows()).isEmpty();
        assertThat(first.next()).isNotNull();
        ActionPage second = logs.list(rare, first.next());
        assertThat(ids(second.rows())).containsExactly(5L);
        assertThat(second.next()).isNull();
    }

    @Test
    void a_page_of_large_rows_ends_early_and_the_next_goes_on() {
        Node node = byHand(node());
        String text = "x".repeat(200_000);
        node.publisher().publishAll(Collections.nCopies(40, (Consumer<Draft>)
                d -> d.type("large").eligibleAt(BASE).payload(text)));

        ActionPage first = node.actionLogs().list(ActionQuery.all());

        assertThat(first.rows()).hasSizeLessThan(40);
        ActionPage second = node.actionLogs().list(ActionQuery.all(), first.next());
        assertThat(first.rows().size() + second.rows().size()).isEqualTo(40);
        assertThat(second.next()).isNull();
    }

    @Test
    void a_cursor_that_is_not_of_this_query_and_table_is_refused() throws Exception {
        database.reset("audit_logs");
        Node node = byHand(node().set("tables", "audit_logs"));
        ActionLogs logs = node.actionLogs();
        publishNow(node, "a");
        publishNow(node, "a");
        ActionQuery query = ActionQuery.all().atMost(1);
        String cursor = logs.list(query).next();

        assertThat(ids(logs.list(query.atMost(50), cursor).rows())).hasSize(1);
        String altered = (cursor.charAt(0) == 'A' ? 'B' : 'A') + cursor.substring(1);
        for (String bad : List.of("", "x", "!", cursor + "A", altered, cursor + cursor, "A".repeat(22))) {
            assertThatThrownBy(() -> logs.list(query, bad))
                    .as(bad)
                    .isInstanceOf(ClaimDispatchException.class)
                    .hasMessageStartingWith("CLAIM0205");
        }
        assertThatThrownBy(() -> logs.list(query.ofTypes("a"), cursor)).hasMessageStartingWith("CLAIM0205");
        String ofTwo = logs.list(query.ofTypes("a", "b")).next();
        assertThatThrownBy(() -> logs.list(query.ofTypes("a, b"), ofTwo)).hasMessageStartingWith("CLAIM0205");
        assertThatThrownBy(() -> logs.list(query.withIdempotencyKey("null"), cursor))
                .hasMessageStartingWith("CLAIM0205");
        assertThatThrownBy(() -> logs.list(query.failedWith("null"), cursor)).hasMessageStartingWith("CLAIM0205");
        assertThatThrownBy(() -> logs.in("audit_logs").list(query, cursor)).hasMessageStartingWith("CLAIM0205");
    }

    @Test
    void a_limit_out_of_range_and_a_type_or_failure_that_is_none_are_refused() {
        ActionLogs logs = logs();

        for (int limit : new int[] {0, -1, 1_001, Integer.MAX_VALUE}) {
            assertThatThrownBy(() -> logs.list(ActionQuery.all().atMost(limit))).hasMessageStartingWith("CLAIM0050");
        }
        assertThatThrownBy(() -> logs.list(ActionQuery.all().ofTypes("a*"))).hasMessageStartingWith("CLAIM0051");
        for (String blank : List.of("", " \t")) {
            assertThatThrownBy(() -> ActionQuery.all().failedWith(blank))
                    .isInstanceOf(ClaimDispatchException.class)
                    .hasMessageStartingWith("CLAIM0006")
                    .hasMessageContaining("'failure'");
        }
    }

    @Test
    void rows_are_counted_by_state() throws Exception {
        Node node = byHand(node());
        for (String state : List.of("WAITING", "DEAD", "DEAD", "PARKED", "PROCESSED", "CLAIMED", "PARKED", "ODD")) {
            long id = publishNow(node, "a");
            database.execute("UPDATE action_logs SET " + in(state) + " WHERE id = " + id);
        }

        assertThat(node.actionLogs().counts().states())
                .extracting(StateCount::toString)
                .containsExactly(
                        "WAITING 1",
                        "CLAIMED 1",
                        "PROCESSED 1",
                        "SKIPPED 0",
                        "DISCARDED 0",
                        "CANCELLED 0",
                        "DEAD 2",
                        "UNKNOWN 3");
    }

    @Test
    void claimed_rows_are_listed_and_counted_whether_they_have_leases_or_their_claims_have() throws Exception {
        Gate gate = new Gate();
        Node node = byHand(node().on("a", row -> Job.task(gate::pass)));
        List<Long> ids = List.of(publishNow(node, "a"), publishNow(node, "a"), publishNow(node, "a"));
        node.scheduler().runOnce(3);
        database.execute("UPDATE action_logs SET claim_token = 7" + LEASED + " WHERE id = " + ids.get(1));

        ActionQuery claimed = ActionQuery.all().inStates(ActionState.CLAIMED);
        assertThat(ids(all(node.actionLogs(), claimed))).containsExactlyInAnyOrderElementsOf(ids);
        assertThat(node.actionLogs().counts().in(ActionState.CLAIMED)).hasToString("CLAIMED 3");
        for (long id : ids) {
            assertThat(node.actionLogs().find(id))
                    .get()
                    .satisfies(row -> assertThat(row.leaseUntil()).isEqualTo(database.time("lease_until", id)));
        }
        gate.open();
    }

    @Test
    void more_than_ten_thousand_are_counted_as_so_many_and_listed_all_the_same() throws Exception {
        Node node = byHand(node());
        long rare = id(node.publisher().publish(d -> d.type("rare").eligibleAt(BASE)));
        node.publisher().publishAll(Collections.nCopies(10_000, (Consumer<Draft>)
                d -> d.type("noise").eligibleAt(BASE)));

        assertThat(node.actionLogs().counts().in(ActionState.WAITING)).hasToString("WAITING 10000+");
        assertThat(node.actionLogs().counts().in(ActionState.DEAD)).hasToString("DEAD 0");
        ActionQuery query = ActionQuery.all().inStates(ActionState.WAITING).ofTypes("rare");
        assertThat(ids(all(node.actionLogs(), query))).containsExactly(rare);
    }

    @Test
    void the_caller_sees_its_own_rows_in_lists_and_counts() {
        Node node = byHand(node());

        assertThatThrownBy(() -> LocalTransaction.separate(() -> {
                    long id = publishNow(node, "a");
                    assertThat(ids(node.actionLogs().list(ActionQuery.all()).rows()))
                            .containsExactly(id);
                    assertThat(node.actionLogs()
                                    .counts()
                                    .in(ActionState.WAITING)
                                    .rows())
                            .isOne();
                    throw new IllegalStateException("roll back");
                }))
                .hasMessage("roll back");

        assertThat(node.actionLogs().list(ActionQuery.all()).rows()).isEmpty();
    }
}
