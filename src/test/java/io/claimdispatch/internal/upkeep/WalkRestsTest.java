package io.claimdispatch.internal.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How much of its time a node spends on walks over a table. */
class WalkRestsTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private long nanos = Long.MAX_VALUE - 1;
    private double chance;

    private WalkRests rests() {
        return new WalkRests(new Ticker(() -> nanos), new Timings(), () -> chance);
    }

    private void walk(WalkRests rests, Duration took, boolean isLast) {
        rests.walk(() -> {
            nanos += took.toNanos();
            return isLast;
        });
    }

    @Test
    void nodes_that_start_together_begin_one_after_the_other_and_rest_differently() {
        WalkRests first = rests();
        chance = 0.5;
        WalkRests second = rests();
        assertThat(first.next()).isZero();
        assertThat(second.next()).isEqualTo(Duration.ofSeconds(5));

        walk(second, SECOND, true);
        chance = 0;
        walk(first, SECOND, true);

        assertThat(first.next()).isEqualTo(Duration.ofMinutes(5));
        assertThat(second.next()).isEqualTo(Duration.ofSeconds(330));
    }

    @Test
    void after_a_long_walk_a_node_rests_ten_times_as_long() {
        WalkRests rests = rests();
        for (int i = 0; i < 1_000; i++) {
            walk(rests, SECOND, false);
            assertThat(rests.next()).isEqualTo(SECOND);
        }

        walk(rests, SECOND, true);

        assertThat(rests.next()).isEqualTo(Duration.ofSeconds(20_010));
        walk(rests, SECOND, true);
        assertThat(rests.next()).isEqualTo(Duration.ofMinutes(5));
    }

    @Test
    void the_time_in_which_a_node_did_not_claim_lengthens_no_rest() {
        WalkRests rests = rests();
        walk(rests, SECOND, false);
        nanos += Duration.ofDays(1).toNanos();

        walk(rests, SECOND, true);

        assertThat(rests.next()).isEqualTo(Duration.ofMinutes(5));
    }
}
