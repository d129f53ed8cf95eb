package io.claimdispatch.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All rounds of one case.
 *
 * @param of the case
 * @param database what it ran on: version and settings
 * @param contenders their names; the first is the yardstick
 * @param rounds in the order in which they ran
 */
record CaseResult(BenchCase of, Map<String, String> database, List<String> contenders, List<Round> rounds) {

    /** Of the rounds after the warm-up. */
    Spread warm(String contender, ToDoubleFunction<Round> figure) {
        return Spread.of(warmRounds(contender).mapToDouble(figure));
    }

    /** Of what the case is about. */
    Spread warm(String contender) {
        return warm(contender, of.measure()::of);
    }

    /** Of the first round of a new JVM. */
    double cold(String contender) {
        return of(contender)
                .filter(round -> round.number() == 1)
                .mapToDouble(of.measure()::of)
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * How many times the yardstick's figure: the ratio of each warm round to the yardstick's of the same round, which had the
     * same machine a moment before or after.
     */
    Spread ratio(String contender) {
        return Spread.of(warmRounds(contender)
                .mapToDouble(round -> of.measure().of(round)
                        / warmRounds(contenders.get(0))
                                .filter(other -> other.number() == round.number())
                                .mapToDouble(of.measure()::of)
                                .findFirst()
                                .orElse(Double.NaN)));
    }

    /** All figures of a contender, in the order of the rounds. */
    Stream<Round> of(String contender) {
        return rounds.stream().filter(round -> round.contender().equals(contender));
    }

    private Stream<Round> warmRounds(String contender) {
        return of(contender).filter(Round::isWarm);
    }
}
