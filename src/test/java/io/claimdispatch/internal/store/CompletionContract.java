package io.claimdispatch.internal.store;

import static io.claimdispatch.internal.store.TestDatabase.TABLE;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableTime;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an outcome writes, and whose outcome is refused. */
abstract class CompletionContract {

    final TestDatabase database;

    /** Of the last claim; no two have the same. */
    private long token = 6;

    CompletionContract(TestDatabase database) {
        this.database = database;
    }

    @BeforeEach
    void anEmptyTable() throws SQLException {
        database.reset();
    }

    private ClaimRef claimed() throws SQLException {
        Rows.publish(database, List.of(Rows.due("a")));
        return Rows.claim(database, "a", 1, ++token).get(0).ref();
    }

    private ClaimRef completed(RowChange change) throws SQLException {
        ClaimRef ref = claimed();
        assertThat(Rows.complete(database, List.of(new Completion(ref, change))))
                .containsExactly(ref);
        return ref;
    }

    private Instant time(String column, ClaimRef ref) throws SQLException {
        return Objects.requireNonNull(database.time(column, ref.id()), column);
    }

    private String text(String column, ClaimRef ref) throws SQLException {
        return database.text(column, ref.id());
    }

    private void assertUnclaimed(ClaimRef ref) throws SQLException {
        assertThat(text("state", ref)).isEqualTo("WAITING");
        assertThat(text("claimed_by", ref)).isNull();
        assertThat(text("claim_token", ref)).isNull();
        assertThat(database.time("claimed_at", ref.id())).isNull();
        assertThat(database.time("lease_until", ref.id())).isNull();
        assertThat(database.time("processed_at", ref.id())).isNull();
    }

    private void assertEnded(ClaimRef ref, String state) throws SQLException {
        assertThat(text("state", ref)).isEqualTo(state);
        assertThat(database.time("lease_until", ref.id())).isNull();
        assertThat(database.time("processed_at", ref.id())).isNull();
        assertThat(Rows.claim(database, "a", 10, 8)).isEmpty();
    }

    @Test
    void success_is_marked_with_its_time() throws SQLException {
        Instant before = database.now();
        ClaimRef ref = completed(new RowChange.Processed());

        assertThat(text("state", ref)).isEqualTo("PROCESSED");
        assertThat(time("processed_at", ref)).isBetween(before, database.now());
        assertThat(time("updated_at", ref)).isBetween(before, database.now());
        assertThat(time("claimed_at", ref)).isBetween(before, database.now());
        assertThat(database.time("lease_until", ref.id())).isNull();
    }

    @Test
    void a_retry_waits_from_now_on_and_keeps_what_failed() throws SQLException {
        Instant before = database.now();
        ClaimRef ref = completed(new RowChange.Retry(Duration.ofHours(2), 3, "[{\"error\":\"é😀\"}]", "E#1"));

        assertUnclaimed(ref);
        assertThat(time("end_at", ref))
                .isBetween(before.plus(Duration.ofHours(2)), database.now().plus(Duration.ofHours(2)));
        assertThat(time("updated_at", ref)).isBetween(before, database.now());
        assertThat(text("fail_count", ref)).isEqualTo("3");
        assertThat(text("errors", ref)).isEqualTo("[{\"error\":\"é😀\"}]");
        assertThat(text("failure", ref)).isEqualTo("E#1");
        assertThat(Rows.claim(database, "a", 1, 8)).isEmpty();
    }

    @Test
    void a_retry_at_a_time_waits_until_then_and_keeps_what_failed() throws SQLException {
        Instant at = Instant.parse("2099-03-29T01:30:00.123456Z");
        ClaimRef ref = completed(new RowChange.RetryAt(at, 3, "[{\"error\":\"é\"}]", "E#1"));

        assertUnclaimed(ref);
        assertThat(time("end_at", ref)).isEqualTo(at);
        assertThat(text("fail_count", ref)).isEqualTo("3");
        assertThat(text("errors", ref)).isEqualTo("[{\"error\":\"é\"}]");
        assertThat(text("failure", ref)).isEqualTo("E#1");
        assertThat(Rows.claim(database, "a", 1, 8)).isEmpty();
    }

    @Test
    void the_next_claim_sees_the_failures_so_far() throws SQLException {
        ClaimRef ref = completed(new RowChange.Retry(Duration.ZERO, 2, "[]", "E#1"));

        ClaimedRow again = Rows.claim(database, "a", 1, ++token).get(0);

        assertThat(again.ref()).isEqualTo(new ClaimRef(TABLE, ref.id(), 8));
        assertThat(again.failCount()).isEqualTo(2);
        assertThat(again.errors()).isEqualTo("[]");
    }

    @Test
    void a_snooze_moves_the_row_and_counts_nothing() throws SQLException {
        Instant until = Instant.parse("2099-03-29T01:30:00.123456Z");
        ClaimRef at = completed(new RowChange.SnoozeUntil(until));
        Instant before = database.now();
        ClaimRef in = completed(new RowChange.SnoozeFor(Duration.ofMinutes(30)));

        assertUnclaimed(at);
        assertUnclaimed(in);
        assertThat(time("end_at", at)).isEqualTo(until);
        assertThat(time("end_at", in))
                .isBetween(before.plus(Duration.ofMinutes(30)), database.now().plus(Duration.ofMinutes(30)));
        assertThat(text("fail_count", at)).isEqualTo("0");
        assertThat(text("errors", at)).isNull();
        assertThat(text("failure", at)).isNull();
    }

    @Test
    void the_longest_delay_is_stored_as_it_is() throws SQLException {
        Duration longest = StorableTime.LONGEST;
        Instant before = database.now();
        ClaimRef snoozed = completed(new RowChange.SnoozeFor(longest));
        ClaimRef failed = completed(new RowChange.Retry(longest, 1, "[]", "E#1"));

        assertThat(time("end_at", snoozed))
                .isBetween(before.plus(longest), database.now().plus(longest));
        assertThat(time("end_at", failed))
                .isBetween(before.plus(longest), database.now().plus(longest));
    }

    @Test
    void a_released_row_is_as_if_it_had_not_been_claimed() throws SQLException {
        Rows.publish(database, List.of(Rows.due("a")));
        ClaimedRow row = Rows.claim(database, "a", 1, 7).get(0);

        Rows.complete(database, List.of(new Completion(row.ref(), new RowChange.Released())));

        assertUnclaimed(row.ref());
        assertThat(time("end_at", row.ref())).isEqualTo(row.eligibleAt());
        assertThat(Rows.claim(database, "a", 1, 8)).hasSize(1);
    }

    @Test
    void a_row_that_is_skipped_discarded_cancelled_or_dead_has_its_own_state_and_reason() throws SQLException {
        ClaimRef skipped = completed(new RowChange.Skipped("rule x"));
        assertEnded(skipped, "SKIPPED");
        assertThat(text("reason", skipped)).isEqualTo("rule x");

        ClaimRef discarded = completed(new RowChange.Discarded("no need"));
        assertEnded(discarded, "DISCARDED");
        assertThat(text("reason", discarded)).isEqualTo("no need");

        ClaimRef cancelled = completed(new RowChange.Cancelled("not any more"));
        assertEnded(cancelled, "CANCELLED");
        assertThat(text("reason", cancelled)).isEqualTo("not any more");
        assertThat(text("fail_count", cancelled)).isEqualTo("0");
        assertThat(text("errors", cancelled)).isNull();

        ClaimRef dead = completed(new RowChange.Dead(5, "[5]", "E#1"));
        assertEnded(dead, "DEAD");
        assertThat(text("fail_count", dead)).isEqualTo("5");
        assertThat(text("errors", dead)).isEqualTo("[5]");
        assertThat(text("failure", dead)).isEqualTo("E#1");
    }

    @Test
    void the_key_of_the_last_failure_stays_whatever_follows_and_the_next_failure_replaces_it() throws SQLException {
        ClaimRef ref = completed(new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"));
        List<RowChange> changes = List.of(
                new RowChange.SnoozeFor(Duration.ZERO),
                new RowChange.SnoozeUntil(Instant.parse("2020-01-01T00:00:00Z")),
                new RowChange.Released(),
                new RowChange.RetryAt(Instant.parse("2020-01-01T00:00:00Z"), 2, "[]", "x".repeat(255)),
                new RowChange.Processed());

        for (RowChange change : changes) {
            ClaimedRow row = Rows.claim(database, "a", 1, ++token).get(0);
            assertThat(Rows.complete(database, List.of(new Completion(row.ref(), change))))
                    .hasSize(1);
            assertThat(text("failure", ref))
                    .as(change.toString())
                    .isEqualTo(changes.indexOf(change) < 3 ? "E#1" : "x".repeat(255));
        }
        for (RowChange end : List.of(new RowChange.Skipped("no"), new RowChange.Discarded("no"))) {
            ClaimRef other = completed(new RowChange.Retry(Duration.ZERO, 1, "[]", "E#2"));
            ClaimedRow row = Rows.claim(database, "a", 1, ++token).get(0);
            assertThat(row.ref().id()).isEqualTo(other.id());
            Rows.complete(database, List.of(new Completion(row.ref(), end)));
            assertThat(text("failure", other)).isEqualTo("E#2");
        }
    }

    @Test
    void texts_that_no_column_could_hold_are_made_storable() throws SQLException {
        ClaimRef reason = completed(new RowChange.Skipped("a\u0000b\ud83d " + "😀".repeat(600)));
        assertThat(text("reason", reason)).startsWith("ab\ufffd 😀").hasSizeBetween(999, 1_000);

        ClaimRef errors = completed(new RowChange.Dead(1, "a\u0000b\udc00" + "é".repeat(1_500_000), "E#1"));
        assertThat(text("errors", errors)).startsWith("ab\ufffdé").hasSize(1_500_003);
    }

    @Test
    void a_stale_token_changes_nothing_and_is_reported() throws SQLException {
        Rows.publish(database, Collections.nCopies(10, Rows.due("a")));
        List<ClaimedRow> rows = Rows.claim(database, "a", 10, 7);
        List<RowChange> changes = List.of(
                new RowChange.Processed(),
                new RowChange.Retry(Duration.ZERO, 1, "[]", "E#1"),
                new RowChange.RetryAt(Instant.parse("2099-01-01T00:00:00Z"), 1, "[]", "E#1"),
                new RowChange.Dead(1, "[]", "E#1"),
                new RowChange.SnoozeFor(Duration.ZERO),
                new RowChange.SnoozeUntil(Instant.parse("2099-01-01T00:00:00Z")),
                new RowChange.Skipped("no"),
                new RowChange.Discarded("no"),
                new RowChange.Cancelled("no"),
                new RowChange.Released());
        List<Completion> stale = new ArrayList<>();
        for (int i = 0; i < changes.size(); i++) {
            stale.add(new Completion(new ClaimRef(TABLE, rows.get(i).ref().id(), 6), changes.get(i)));
        }

        assertThat(Rows.complete(database, stale)).isEmpty();
        assertThat(database.count("state = 'CLAIMED' AND claim_token = 7")).isEqualTo(10);
    }

    @Test
    void a_row_is_completed_once() throws SQLException {
        ClaimRef ref = completed(new RowChange.Processed());

        assertThat(Rows.complete(database, List.of(new Completion(ref, new RowChange.Dead(1, "[]", "E#1")))))
                .isEmpty();
        assertThat(text("state", ref)).isEqualTo("PROCESSED");
    }

    @Test
    void many_outcomes_of_all_kinds_go_together_and_only_the_lost_ones_are_missing() throws SQLException {
        Rows.publish(database, Collections.nCopies(1_200, Rows.due("a")));
        List<ClaimRef> refs = Rows.claim(database, "a", 1_200, 7).stream()
                .map(ClaimedRow::ref)
                .toList();
        List<Completion> completions = new ArrayList<>();
        for (int i = 0; i < refs.size(); i++) {
            ClaimRef ref = i % 100 == 0 ? new ClaimRef(TABLE, refs.get(i).id(), 6) : refs.get(i);
            RowChange change = switch (i % 4) {
                case 0 -> new RowChange.Processed();
                case 1 -> new RowChange.Retry(Duration.ofHours(1), 1, "[]", "E#1");
                case 2 -> new RowChange.Discarded("no");
                default -> new RowChange.Processed();
            };
            completions.add(new Completion(ref, change));
        }
        Collections.reverse(completions);

        Set<ClaimRef> stored = Rows.complete(database, completions);

        assertThat(stored).hasSize(1_188).allMatch(ref -> ref.token() == 7);
        assertThat(database.count("state = 'CLAIMED'")).isEqualTo(12);
        assertThat(database.count("state = 'PROCESSED'")).isEqualTo(588);
        assertThat(database.count("state = 'WAITING'")).isEqualTo(300);
        assertThat(database.count("state = 'DISCARDED'")).isEqualTo(300);
    }

    @Test
    void completing_and_claiming_go_in_one_transaction() throws SQLException {
        Rows.publish(database, Collections.nCopies(4, Rows.due("a")));
        List<ClaimedRow> first = Rows.claim(database, "a", 2, 7);

        List<ClaimedRow> second = database.commit(c -> {
            database.store()
                    .completions()
                    .complete(
                            c,
                            TABLE,
                            List.of(
                                    new Completion(first.get(0).ref(), new RowChange.Processed()),
                                    new Completion(first.get(1).ref(), new RowChange.Released())));
            return database.store().claims().claim(c, Rows.request(Set.of("a"), 2, 8));
        });

        assertThat(second).hasSize(2);
        assertThat(second.get(0).ref().id())
                .as("the released one is the first again")
                .isEqualTo(first.get(1).ref().id());
    }
}
