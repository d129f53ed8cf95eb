package io.claimdispatch;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which dead letters are meant: {@code DeadLetters.all().ofTypes("order.*").diedAfter(lastDeployment).atMost(10_000)}.
 *
 * @param types types or families like {@code order.*}; empty for all
 * @param after only those that died later; null for no such bound
 * @param before only those that died earlier; null for no such bound
 * @param limit at most so many
 */
public record DeadLetters(
        List<String> types,
        @Nullable Instant after,
        @Nullable Instant before,
        int limit) {

    private static final DeadLetters ALL = new DeadLetters(List.of(), null, null, Integer.MAX_VALUE);

    /** Keeps a copy of the list. */
    public DeadLetters {
        types = List.copyOf(types);
    }

    /** All of a table. */
    public static DeadLetters all() {
        return ALL;
    }

    /** Only those of these types or families. */
    public DeadLetters ofTypes(String... typesOrFamilies) {
        return new DeadLetters(List.of(typesOrFamilies), after, before, limit);
    }

    /** Only those that died later than this; by the database's clock. */
    public DeadLetters diedAfter(Instant time) {
        return new DeadLetters(types, time, before, limit);
    }

    /** Only those that died earlier than this; by the database's clock. */
    public DeadLetters diedBefore(Instant time) {
        return new DeadLetters(types, after, time, limit);
    }

    /** At most so many, those with the lowest ids. */
    public DeadLetters atMost(int rows) {
        return new DeadLetters(types, after, before, rows);
    }
}
