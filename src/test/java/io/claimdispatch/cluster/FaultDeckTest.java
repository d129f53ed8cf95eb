package io.claimdispatch.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

/** Which faults a soak comes to, whatever its seed. */
class FaultDeckTest {

    private static final int KINDS = Fault.Kind.values().length;

    private static List<Fault.Kind> dealt(long seed, int cards) {
        FaultDeck deck = new FaultDeck(new Random(seed));
        return Stream.generate(deck::next).limit(cards).toList();
    }

    @RepeatedTest(20)
    void the_first_round_has_each_kind_once_and_begins_with_a_kill_and_soon_the_black_hole(RepetitionInfo seed) {
        List<Fault.Kind> round = dealt(seed.getCurrentRepetition(), KINDS);

        assertThat(round).containsExactlyInAnyOrder(Fault.Kind.values());
        assertThat(round.get(0)).isEqualTo(Fault.Kind.KILL);
        assertThat(round.get(2)).isEqualTo(Fault.Kind.BLACK_HOLE);
    }

    @Test
    void each_further_round_has_as_many_of_each_kind_as_it_has_cards() {
        int cards = Stream.of(Fault.Kind.values()).mapToInt(Fault.Kind::cards).sum();
        List<Fault.Kind> all = dealt(7, KINDS + 3 * cards);

        IntStream.range(0, 3).forEach(round -> {
            Map<Fault.Kind, Long> counts = all.subList(KINDS + round * cards, KINDS + (round + 1) * cards).stream()
                    .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
            assertThat(Fault.Kind.values())
                    .allSatisfy(kind -> assertThat(counts).containsEntry(kind, (long) kind.cards()));
        });
    }

    @Test
    void the_same_seed_deals_the_same_and_another_does_not() {
        assertThat(dealt(7, 50)).isEqualTo(dealt(7, 50)).isNotEqualTo(dealt(8, 50));
    }
}
