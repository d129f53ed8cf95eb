package io.claimdispatch.cluster;

import io.claimdispatch.cluster.Attempts.Attempt;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** What became of all rows of a soak: by the table, and by what the nodes have noted outside of it. */
final class Verdict {

    private final List<String> lost = new ArrayList<>();
    private final List<String> unexplained = new ArrayList<>();
    private final List<String> atOnce = new ArrayList<>();
    private final Attempts attempts;
    private final Reasons reasons;
    private final int rows;
    private long duplicates;

    /**
     * Judges.
     *
     * @param published all that was, by key
     */
    Verdict(List<EndedRow> rows, Map<String, Published> published, Attempts attempts, Reasons reasons) {
        this.attempts = attempts;
        this.reasons = reasons;
        this.rows = rows.size();
        Map<String, Published> missing = Published.withChains(published);
        Map<Long, List<Attempt>> ofNoRow = new HashMap<>(attempts.byRow());
        for (EndedRow row : rows) {
            ofNoRow.remove(row.id());
            Published as = missing.remove(row.key());
            if (as == null) {
                unexplained.add(row + " was published by nobody");
            } else {
                judgeEnd(row, as);
                judgeAttempts(row, as);
            }
        }
        missing.forEach((key, as) -> lost.add(key + " of " + as.kind() + " is not in the table"));
        ofNoRow.values().forEach(each -> unexplained.add(each + " of a row that is not in the table"));
    }

    /** The table: is everything as it has to be that was committed? */
    private void judgeEnd(EndedRow row, Published as) {
        if (!row.state().equals(as.kind().end())) {
            lost.add(row + " of " + as.kind());
        } else if (row.state().equals("PROCESSED") && attempts.done(row.id()) == 0) {
            lost.add(row + " of " + as.kind() + " was never done");
        }
        if (attempts.done(row.id()) > 1) {
            duplicates++;
        }
    }

    /** The attempts: none begins before its time, and none after or beside another without a reason. */
    private void judgeAttempts(EndedRow row, Published as) {
        List<Attempt> all = attempts.of(row.id());
        long due = row.created() + TimeUnit.NANOSECONDS.toMicros(as.delay().toNanos());
        all.stream()
                .filter(attempt -> attempt.begin() < due)
                .forEach(attempt -> unexplained.add(
                        attempt + " began " + (due - attempt.begin()) + " microseconds before it was due"));
        for (int i = 1; i < all.size(); i++) {
            Attempt before = all.get(i - 1);
            Attempt next = all.get(i);
            String what = before + " of " + as.kind() + " was followed by " + next;
            if (before.boot().equals(next.boot()) && !before.endedBefore(next)) {
                atOnce.add(what);
            }
            if (!reasons.explain(row, as.kind(), before, next)) {
                unexplained.add(what);
            }
        }
    }

    /** Rows that were committed and are not as they have to be. */
    List<String> lost() {
        return lost;
    }

    /** What ran again, or too early, or at all, for no reason that there may be. */
    List<String> unexplained() {
        return unexplained;
    }

    /** What two threads of one node ran at once, for a reason or not. */
    List<String> atOnce() {
        return atOnce;
    }

    /** The soak's last line. */
    String line(int kills, int faults) {
        return "soak: rows=" + rows + " attempts=" + attempts.count(attempt -> true) + " kills=" + kills + " faults="
                + faults + " duplicates=" + duplicates + " lost=" + lost.size();
    }
}
