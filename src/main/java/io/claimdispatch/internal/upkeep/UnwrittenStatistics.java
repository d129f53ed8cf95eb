package io.claimdispatch.internal.upkeep;

import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.Tally;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was counted of one table and is not known to be stored, by minute. Each write has all that was counted in a
 * minute, so that a commit without an answer can be repeated, and counts once. For one thread.
 */
final class UnwrittenStatistics {

    /** More are not begun while none can be stored; what was counted meanwhile goes into the next one. */
    private static final int MOST_MINUTES = 5;

    /** In milliseconds: after a longer silence, the last whole minute. */
    private static final long HALF_A_MINUTE = 30_000;

    private final Map<Instant, Map<String, Tally>> minutes = new TreeMap<>();
    private @Nullable Instant before;

    /** The minute that most of what was counted since the last call belongs to. */
    Instant minute(Instant now) {
        Instant since = before;
        long half = since == null ? 0 : Duration.between(since, now).toMillis() / 2;
        return now.minusMillis(Math.max(0, Math.min(half, HALF_A_MINUTE))).truncatedTo(ChronoUnit.MINUTES);
    }

    /** Whether nothing has been counted yet. */
    boolean isFirst() {
        return before == null;
    }

    /** Whether what was counted has to wait, since too many minutes are not stored. */
    boolean isFull() {
        return minutes.size() >= MOST_MINUTES;
    }

    /** Adds what an earlier node of this name has stored of a minute, which would otherwise be replaced. */
    void addStored(List<Statistic> rows) {
        for (Statistic row : rows) {
            if (!row.type().equals(Statistic.ALL)) {
                add(row.startAt(), row.type(), row.tally());
            }
        }
    }

    /** Adds what was counted since the last call, by type. */
    void add(Instant now, Map<String, Tally> counted) {
        Instant minute = minute(now);
        counted.forEach((type, tally) -> add(minute, type, tally));
        before = now;
    }

    private void add(Instant minute, String type, Tally tally) {
        minutes.computeIfAbsent(minute, each -> new TreeMap<>()).merge(type, tally, Tally::plus);
    }

    /** All of it, with the sums of all types. */
    List<Statistic> rows(String node) {
        List<Statistic> rows = new ArrayList<>();
        minutes.forEach((minute, types) -> {
            Tally all = Tally.EMPTY;
            for (Map.Entry<String, Tally> each : types.entrySet()) {
                all = all.plus(each.getValue());
                rows.add(new Statistic(Statistic.MINUTE, minute, each.getKey(), node, each.getValue()));
            }
            rows.add(new Statistic(Statistic.MINUTE, minute, Statistic.ALL, node, all));
        });
        return rows;
    }

    /** Records that all of it is stored: only the last minute may become more. */
    void stored() {
        while (minutes.size() > 1) {
            minutes.remove(minutes.keySet().iterator().next());
        }
    }
}
