package io.claimdispatch.internal.statistics;

import io.claimdispatch.internal.store.statistics.Statistic;
import io.claimdispatch.internal.store.statistics.Tally;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The counts of the types of one table: of the first ones, and of all others together. */
final class TableCounts {

    /** Publishers may put numbers into types. */
    static final int MOST_TYPES = 200;

    private final Map<String, TypeCounts> types = new ConcurrentHashMap<>();
    private final TypeCounts others = new TypeCounts();

    TypeCounts of(String type) {
        TypeCounts known = types.get(type);
        return known == null ? first(type) : known;
    }

    private TypeCounts first(String type) {
        if (Statistic.countedAs(type).equals(Statistic.OTHERS)) {
            return others;
        }
        synchronized (this) {
            return types.size() < MOST_TYPES ? types.computeIfAbsent(type, each -> new TypeCounts()) : others;
        }
    }

    /** What was counted since the last call, by type and without sums; types of which nothing was are left out. */
    Map<String, Tally> drain() {
        Map<String, Tally> drained = new TreeMap<>();
        types.forEach((type, counts) -> drained.put(type, counts.drain()));
        drained.put(Statistic.OTHERS, others.drain());
        drained.values().removeIf(Tally.EMPTY::equals);
        return drained;
    }
}
