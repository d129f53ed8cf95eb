package io.claimdispatch.internal.claim;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.store.lease.HeldLeases;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class InFlightTest {

    private final InFlight inFlight = new InFlight(new Ticker());

    private static final Duration LEASE = Duration.ofMinutes(1);

    @Test
    void places_are_reserved_up_to_the_number_wanted_and_the_number_free() {
        assertThat(inFlight.reserve(3, 10)).isEqualTo(3);
        assertThat(inFlight.reserve(100, 10)).isEqualTo(7);
        assertThat(inFlight.reserve(1, 10)).isZero();
        assertThat(inFlight.count()).isEqualTo(10);
    }

    @Test
    void a_narrower_window_takes_nothing_away() {
        inFlight.reserve(8, 10);
        assertThat(inFlight.reserve(5, 4)).isZero();
        assertThat(inFlight.count()).isEqualTo(8);
    }

    @Test
    void places_that_were_not_needed_are_given_back() {
        inFlight.reserve(10, 10);
        inFlight.giveBack(6);
        assertThat(inFlight.reserve(10, 10)).isEqualTo(6);
    }

    @Test
    void a_claim_is_heart_beaten_until_its_last_row_is_done() {
        inFlight.reserve(3, 10);
        inFlight.claimed(7, 2, inFlight.deadline(LEASE));
        inFlight.claimed(8, 1, inFlight.deadline(LEASE));
        assertThat(inFlight.held().tokens()).containsExactlyInAnyOrder(7L, 8L);
        inFlight.completed(7);
        assertThat(inFlight.held().tokens()).containsExactlyInAnyOrder(7L, 8L);
        inFlight.completed(7);
        assertThat(inFlight.held().tokens()).containsExactly(8L);
        inFlight.completed(8);
        assertThat(inFlight.held().tokens()).isEmpty();
        assertThat(inFlight.count()).isZero();
    }

    @Test
    void a_row_that_is_given_up_is_not_heart_beaten_while_others_of_its_claim_are() {
        inFlight.reserve(2, 10);
        inFlight.claimed(7, 2, inFlight.deadline(LEASE));

        inFlight.givenUp(row(1, 7));

        assertThat(inFlight.held()).isEqualTo(new HeldLeases(List.of(7L), Set.of(row(1, 7))));
        assertThat(inFlight.isInHand(row(1, 7))).isFalse();
        assertThat(inFlight.isInHand(row(2, 7))).isTrue();
        assertThat(inFlight.count()).isEqualTo(1);
        inFlight.completed(7);
        assertThat(inFlight.held()).isEqualTo(new HeldLeases(List.of(), Set.of()));
        assertThat(inFlight.isInHand(row(2, 7))).isFalse();
    }

    @Test
    void a_lease_ends_with_the_outcomes_of_all_rows_that_are_left() {
        inFlight.reserve(5, 10);
        inFlight.claimed(7, 3, inFlight.deadline(LEASE));
        inFlight.claimed(8, 2, inFlight.deadline(LEASE));

        assertThat(inFlight.ending(List.of(done(1, 7), done(2, 7), done(4, 8)))).isEmpty();
        inFlight.completed(7);
        assertThat(inFlight.ending(List.of(done(2, 7), done(3, 7), done(4, 8)))).containsExactly(7L);
        assertThat(inFlight.takeEnded()).as("not before they are stored").isEmpty();
        inFlight.completed(7);
        inFlight.completed(7);
        inFlight.leasesEnded(Set.of(7L));
        assertThat(inFlight.takeEnded()).isEmpty();
    }

    @Test
    void a_lease_that_no_transaction_has_ended_is_ended_by_the_next_one_and_by_no_other_at_the_same_time() {
        inFlight.reserve(2, 10);
        inFlight.claimed(7, 2, inFlight.deadline(LEASE));
        inFlight.completed(7);
        inFlight.completed(7);

        assertThat(inFlight.takeEnded()).containsExactly(7L);
        assertThat(inFlight.takeEnded()).as("while it is being ended").isEmpty();
        inFlight.leasesRemain(Set.of(7L));
        assertThat(inFlight.takeEnded()).as("after the transaction has failed").containsExactly(7L);
    }

    @Test
    void a_claim_of_which_a_row_was_given_up_keeps_its_lease() {
        inFlight.reserve(2, 10);
        inFlight.claimed(7, 2, inFlight.deadline(LEASE));
        inFlight.givenUp(row(1, 7));

        assertThat(inFlight.ending(List.of(done(2, 7)))).isEmpty();
        inFlight.completed(7);
        assertThat(inFlight.takeEnded()).isEmpty();
    }

    private static Completion done(long id, long token) {
        return new Completion(row(id, token), new RowChange.Processed());
    }

    @Test
    void a_claim_that_found_nothing_is_not_heart_beaten() {
        inFlight.claimed(7, 0, inFlight.deadline(LEASE));
        assertThat(inFlight.held().tokens()).isEmpty();
    }

    @Test
    void rows_are_held_for_a_little_less_than_the_lease_since_before_it_was_written() {
        AtomicLong time = new AtomicLong(Long.MAX_VALUE - 5);
        InFlight timed = new InFlight(new Ticker(time::get));
        long deadline = timed.deadline(LEASE);
        time.addAndGet(Duration.ofSeconds(10).toNanos());
        timed.claimed(7, 2, deadline);

        assertThat(timed.isHeld(row(1, 7))).isTrue();
        time.addAndGet(Duration.ofSeconds(44).toNanos());
        assertThat(timed.isHeld(row(1, 7))).isFalse();
        assertThat(timed.held().tokens()).as("the heartbeat may still save it").containsExactly(7L);
        timed.renewed(TableName.ACTION_LOGS, Set.of(7L, 8L), timed.deadline(LEASE));
        assertThat(timed.isHeld(row(1, 7))).isTrue();
        timed.completed(7);
        assertThat(timed.isHeld(row(2, 7))).isTrue();
        timed.completed(7);
        assertThat(timed.isHeld(row(2, 7))).isFalse();
        assertThat(timed.isHeld(row(3, 8))).isFalse();
    }

    @Test
    void a_heartbeat_holds_the_claims_that_it_has_met_and_no_row_that_was_given_up() {
        AtomicLong time = new AtomicLong();
        InFlight timed = new InFlight(new Ticker(time::get));
        timed.claimed(7, 3, timed.deadline(LEASE));
        timed.claimed(8, 2, timed.deadline(LEASE));
        time.addAndGet(Duration.ofSeconds(50).toNanos());

        timed.givenUp(row(3, 7));
        timed.renewed(TableName.ACTION_LOGS, Set.of(7L), timed.deadline(LEASE));

        assertThat(timed.isHeld(row(2, 8))).as("until the end of its own lease").isTrue();
        time.addAndGet(Duration.ofSeconds(50).toNanos());
        assertThat(timed.isHeld(row(1, 7))).isTrue();
        assertThat(timed.isHeld(row(3, 7))).isFalse();
        assertThat(timed.isHeld(row(2, 8))).isFalse();
        time.addAndGet(Duration.ofSeconds(5).toNanos());
        assertThat(timed.isHeld(row(1, 7))).isFalse();
    }

    @Test
    void a_heartbeat_of_one_table_takes_nothing_from_another() {
        AtomicLong time = new AtomicLong();
        InFlight timed = new InFlight(new Ticker(time::get));
        ClaimRef other = new ClaimRef(new TableName("other_logs"), 1, 7);
        timed.claimed(7, 2, timed.deadline(LEASE));
        timed.renewed(other.table(), Set.of(7L), timed.deadline(LEASE.multipliedBy(3)));
        timed.renewed(TableName.ACTION_LOGS, Set.of(7L), timed.deadline(LEASE.multipliedBy(2)));

        time.addAndGet(Duration.ofSeconds(60).toNanos());
        assertThat(timed.isHeld(other)).isTrue();
        assertThat(timed.isHeld(row(1, 7))).isTrue();
    }

    private static ClaimRef row(long id, long token) {
        return new ClaimRef(TableName.ACTION_LOGS, id, token);
    }

    @Test
    void two_claimers_never_get_one_place() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            List<Callable<Integer>> claimers = new ArrayList<>();
            for (int i = 0; i < 1_000; i++) {
                claimers.add(() -> inFlight.reserve(3, 1_000));
            }
            int taken = 0;
            for (Future<Integer> each : threads.invokeAll(claimers)) {
                taken += each.get();
            }
            assertThat(taken).isEqualTo(1_000);
            assertThat(inFlight.count()).isEqualTo(1_000);
        } finally {
            threads.shutdownNow();
        }
    }
}
