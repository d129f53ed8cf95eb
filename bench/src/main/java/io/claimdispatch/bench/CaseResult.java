package io.claimdispatch.bench;

import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * All rounds of one case.
 *
 * @param title of the case
 * @param database what it ran on: version and settings
 * @param contenders their names; the first is the yardstick
 * @param rounds in the order in which they ran
 */
record CaseResult(String title, Map<String, String> database, List<String> contenders, List<Round> rounds) {

    /** Of the rounds after the warm-up. */
    Spread warm(String contender, ToDoubleFunction<Round> figure) {
        return Spread.of(warmRounds(contender).mapToDouble(figure));
    }

    /** Of the first round of a new JVM. */
    double cold(String contender) {
        return of(contender)
                .filter(round -> round.number() == 1)
                .mapToDouble(Round::rowsPerSecond)
                .findFirst()
                .orElse(Double.NaN);
    }

    /**
     * How many times as fast as the yardstick: the ratio of each warm round to the yardstick's of the same round, which had the
     * same machine a moment before or after.
     */
    Spread ratio(String contender) {
        return Spread.of(warmRounds(contender)
                .mapToDouble(round -> round.rowsPerSecond()
                        / warmRounds(contenders.get(0))
                                .filter(other -> other.number() == round.number())
                                .mapToDouble(Round::rowsPerSecond)
                                .findFirst()
                                .orElse(Double.NaN)));
    }

    private Stream<Round> warmRounds(String contender) {
        return of(contender).filter(Round::isWarm);
    }

    private Stream<Round> of(String contender) {
        return rounds.stream().filter(round -> round.contender().equals(contender));
    }
}
