package io.claimdispatch.cluster;

import io.claimdispatch.cluster.Attempts.Attempt;
import io.claimdispatch.cluster.Attempts.Ending;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Why a row may have been run again: a failure, after its delay; the death of its node, after the lease; and what a fault did
 * to it. Nothing else is a reason.
 */
final class Reasons {

    /** The failed attempt of a row that was taken back from a node. */
    private static final Pattern TAKEN_BACK = Pattern.compile("CLAIM0064[^/]*the lease of node (node-\\d+)/");

    /** A batch execution that failed, or was stopped from outside: its step may have completed all the same. */
    private static final Pattern ENDED_BADLY = Pattern.compile("CLAIM0065|CLAIM0084");

    /** So long after a fault an attempt may still begin that suffers from it: until all connections are new. */
    private static final long AFTERMATH = TimeUnit.SECONDS.toMicros(10);

    private final List<Fault> faults;
    private final List<Kills.Kill> kills;
    private final RetryDelays delays;

    Reasons(List<Fault> faults, List<Kills.Kill> kills, RetryDelays delays) {
        this.faults = faults;
        this.kills = kills;
        this.delays = delays;
    }

    /** Whether there is one that the row was run again, after the one attempt or while it ran. */
    boolean explain(EndedRow row, Kind kind, Attempt before, Attempt next) {
        return failed(before, next)
                || killed(before, next)
                || lostItsLease(row, before, next)
                || kind == Kind.BATCH && interrupted(row, before, next)
                || kind == Kind.ATOMIC && rolledBack(before, next);
    }

    private boolean failed(Attempt before, Attempt next) {
        return before.ending() == Ending.FAILED
                && before.endedBefore(next)
                && next.begin() - before.end() >= delays.shortest(before.number());
    }

    /** The next one waits until the lease has ended which the dead node had by the clock of the database. */
    private boolean killed(Attempt before, Attempt next) {
        return kills.stream()
                .filter(kill -> kill.boot().equals(before.boot()))
                .anyMatch(kill -> kill.leases().getOrDefault(before.row(), Long.MAX_VALUE) <= next.begin());
    }

    private boolean lostItsLease(EndedRow row, Attempt before, Attempt next) {
        Set<String> takenFrom = new HashSet<>();
        Matcher taken = TAKEN_BACK.matcher(row.errors());
        while (taken.find()) {
            takenFrom.add(taken.group(1));
        }
        return takenFrom.contains(before.node()) && cutOff(before, next);
    }

    /**
     * A batch job, whose step has no checkpoint to go on from: its end was not stored and its execution failed, or it was
     * stopped. WildFly does that when it undeploys or is suspended, to the executions of all nodes with the same repository.
     */
    private boolean interrupted(EndedRow row, Attempt before, Attempt next) {
        return faults.stream()
                .filter(fault ->
                        ENDED_BADLY.matcher(row.errors()).find() || fault.kind().stopsBatchJobs())
                .anyMatch(fault -> isBetween(fault, before, next));
    }

    /** An atomic task whose work had ended, and whose commit did not come through, so that nothing of it is there. */
    private boolean rolledBack(Attempt before, Attempt next) {
        return before.endedBefore(next) && cutOff(before, next);
    }

    /** Whether the node of an attempt may have lost the database before the next one began. */
    private boolean cutOff(Attempt before, Attempt next) {
        return faults.stream()
                .filter(fault -> fault.kind().endsLeases() && fault.nodes().contains(before.node()))
                .anyMatch(fault -> isBetween(fault, before, next));
    }

    private static boolean isBetween(Fault fault, Attempt before, Attempt next) {
        return fault.from() <= next.begin() && before.begin() <= fault.until() + AFTERMATH;
    }

    /**
     * How long a failed attempt is followed by none.
     *
     * @param initial after the first attempt; twice as long after each further one
     * @param most no delay is longer
     */
    record RetryDelays(Duration initial, Duration most) {

        /** What the jitter may take off. */
        private static final double JITTER = 0.2;

        /** In microseconds. */
        long shortest(int attempt) {
            double exact = Math.min(initial.toNanos() / 1000.0 * Math.pow(2, attempt - 1.0), most.toNanos() / 1000.0);
            return (long) (exact * (1 - JITTER)) - TimeUnit.MILLISECONDS.toMicros(1);
        }
    }
}
