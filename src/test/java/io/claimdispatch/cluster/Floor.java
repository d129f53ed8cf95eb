package io.claimdispatch.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * What a soak has to come to at least: one to which nothing has happened, or that had hardly any work, has shown nothing.
 *
 * @param time how long faults are injected
 */
record Floor(Duration time) {

    /** A round of all kinds of faults takes some three minutes. */
    static final Duration ROUND = Duration.ofMinutes(5);

    /** A small part of what is published where nothing is in the way. */
    private static final int ROWS_A_MINUTE = 500;

    /** The kinds of faults that are still to come: all, if the time suffices for that, else a kill. */
    Set<Fault.Kind> missing(List<Fault> faults) {
        Set<Fault.Kind> missing =
                time.compareTo(ROUND) < 0 ? EnumSet.of(Fault.Kind.KILL) : EnumSet.allOf(Fault.Kind.class);
        faults.forEach(fault -> missing.remove(fault.kind()));
        return missing;
    }

    /** What the soak falls short of. */
    List<String> shortOf(int rows, List<Fault> faults) {
        List<String> problems = new ArrayList<>();
        missing(faults).forEach(kind -> problems.add("no " + kind));
        long least = ROWS_A_MINUTE * time.toMinutes();
        if (rows < least) {
            problems.add(rows + " rows instead of at least " + least);
        }
        return problems;
    }
}
