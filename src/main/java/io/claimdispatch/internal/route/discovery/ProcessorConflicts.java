package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Problems;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Selects one processor per type or family, as CDI would choose among beans, and reports conflicts. */
final class ProcessorConflicts {

    private ProcessorConflicts() {}

    /**
     * Returns the selected processors.
     *
     * @param problems receives one problem for each processor too many
     */
    static List<Registration> resolve(Collection<Registration> found, List<ClaimDispatchException> problems) {
        Map<String, List<Registration>> byType = found.stream()
                .filter(one -> found.stream().noneMatch(one::specializedBy))
                .collect(Collectors.groupingBy(one -> one.pattern().value(), TreeMap::new, Collectors.toList()));
        List<Registration> kept = new ArrayList<>();
        byType.forEach((type, rivals) -> {
            int highest =
                    rivals.stream().mapToInt(Registration::precedence).max().orElseThrow();
            List<Registration> best = rivals.stream()
                    .filter(one -> one.precedence() == highest)
                    .sorted(Comparator.comparing(Registration::place))
                    .toList();
            kept.add(best.get(0));
            best.stream()
                    .skip(1)
                    .forEach(other -> problems.add(
                            Problems.processorTwice(type, best.get(0).place(), other.place())));
        });
        return kept;
    }
}
