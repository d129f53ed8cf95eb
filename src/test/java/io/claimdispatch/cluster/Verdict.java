package io.claimdispatch.cluster;

import io.claimdispatch.cluster.Attempts.Attempt;
import io.claimdispatch.cluster.Attempts.Ending;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What became of all rows of a soak: by the table, and by what the nodes have noted outside of it. */
final class Verdict {

    /** The failed attempt of a row that was taken back from a node. */
    private static final Pattern TAKEN_BACK = Pattern.compile("CLAIM0064[^/]*the lease of node (node-\\d+)/");

    /** A batch execution that failed, or was stopped by somebody else: its step may have come to its end all the same. */
    private static final Pattern ENDED_BADLY = Pattern.compile("CLAIM0065|CLAIM0084");

    /** So long after a fault an attempt may still begin that suffers from it: until all connections are new. */
    private static final Duration AFTERMATH = Duration.ofSeconds(10);

    private final List<String> lost = new ArrayList<>();
    private final List<String> unexplained = new ArrayList<>();
    private final Map<Long, String> ends = new HashMap<>();
    private final Map<Long, Set<String>> takenFrom = new HashMap<>();
    private final Set<Long> batchJobs = new HashSet<>();
    private final Set<Long> endedBadly = new HashSet<>();
    private final Attempts attempts;
    private final Kills kills;
    private final List<Fault> faults;
    private long duplicates;

    Verdict(ClusterDatabase database, Map<String, Kind> published, Attempts attempts, Faults faults)
            throws SQLException {
        this.attempts = attempts;
        this.kills = faults.kills();
        this.faults = faults.all();
        look(database, published);
        attempts.byRow().forEach(this::judge);
    }

    /** The table: is everything there that was committed, and as it has to be? */
    private void look(ClusterDatabase database, Map<String, Kind> published) throws SQLException {
        Map<String, Kind> missing = new HashMap<>(published);
        published.forEach((key, kind) -> {
            for (int left = 0; kind == Kind.CHAIN && left < Kind.LINKS; left++) {
                missing.put(Kind.chain(key) + "." + left, kind);
            }
        });
        database.forEach("SELECT id, idempotency_key, state, coalesce(errors, '') FROM action_logs", row -> {
            long id = row.getLong(1);
            ends.put(id, row.getString(3));
            Kind kind = missing.remove(row.getString(2));
            if (kind == Kind.BATCH) {
                batchJobs.add(id);
            }
            if (kind == null) {
                unexplained.add("row " + id + " was published by nobody: " + row.getString(2));
            } else if (!row.getString(3).equals(kind.end())) {
                lost.add("row " + id + " of " + kind + " is " + row.getString(3) + ": " + row.getString(4));
            } else if (kind.end().equals("PROCESSED") && attempts.done(id) == 0) {
                lost.add("row " + id + " of " + kind + " is processed, and was never done");
            }
            if (ENDED_BADLY.matcher(row.getString(4)).find()) {
                endedBadly.add(id);
            }
            Matcher taken = TAKEN_BACK.matcher(row.getString(4));
            while (taken.find()) {
                takenFrom.computeIfAbsent(id, any -> new HashSet<>()).add(taken.group(1));
            }
        });
        missing.forEach((key, kind) -> lost.add(key + " of " + kind + " is not in the table"));
    }

    /** The attempts: after one that did not fail there may be another only where its node had lost the row. */
    private void judge(long row, List<Attempt> all) {
        if (attempts.done(row) > 1) {
            duplicates++;
        }
        if (!ends.containsKey(row)) {
            unexplained.add("row " + row + " was run, and is not in the table");
        }
        for (int i = 1; i < all.size(); i++) {
            Attempt before = all.get(i - 1);
            Attempt next = all.get(i);
            if (before.ending() != Ending.FAILED
                    && !killed(before)
                    && !lostItsLease(before, next)
                    && !interrupted(before, next)) {
                unexplained.add(before + " was followed by " + next);
            }
        }
    }

    private boolean killed(Attempt attempt) {
        return kills.of(attempt.boot())
                .filter(kill -> kill.inFlight().contains(attempt.row()))
                .isPresent();
    }

    private boolean lostItsLease(Attempt before, Attempt next) {
        return takenFrom.getOrDefault(before.row(), Set.of()).contains(node(before))
                && faults.stream()
                        .filter(fault ->
                                fault.kind().endsLeases() && fault.nodes().contains(node(before)))
                        .anyMatch(fault -> isBetween(fault, before, next));
    }

    /**
     * A batch job, whose step has no checkpoint to go on from: its end was not stored and its execution failed, or it was
     * stopped. WildFly does that when it undeploys or is suspended, to the executions of all nodes with the same repository.
     */
    private boolean interrupted(Attempt before, Attempt next) {
        return batchJobs.contains(before.row())
                && faults.stream()
                        .filter(fault -> endedBadly.contains(before.row())
                                || fault.kind().stopsBatchJobs())
                        .anyMatch(fault -> isBetween(fault, before, next));
    }

    private static boolean isBetween(Fault fault, Attempt before, Attempt next) {
        return fault.from() <= next.begin()
                && before.begin() <= fault.until() + TimeUnit.NANOSECONDS.toMicros(AFTERMATH.toNanos());
    }

    private static String node(Attempt attempt) {
        return attempt.boot().substring(0, attempt.boot().indexOf('.'));
    }

    /** Rows that were committed and are not as they have to be. */
    List<String> lost() {
        return lost;
    }

    /** What ran again, or at all, for no reason that this knows. */
    List<String> unexplained() {
        return unexplained;
    }

    /** The soak's last line. */
    String line() {
        return "soak: rows=" + ends.size() + " attempts=" + attempts.count(attempt -> true) + " kills="
                + kills.all().size() + " faults=" + faults.size() + " duplicates=" + duplicates + " lost="
                + lost.size();
    }
}
