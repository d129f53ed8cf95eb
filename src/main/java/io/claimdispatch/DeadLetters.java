package io.claimdispatch;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Selects dead letters: {@code DeadLetters.all().ofTypes("order.*").diedAfter(lastDeployment).atMost(10_000)}.
 *
 * <pre>{@code
 * Instant deployed = Instant.parse("2026-07-01T08:00:00Z");
 * int again = actionLogs.requeueDead(
 *         DeadLetters.all().ofTypes("order.*").diedAfter(deployed).atMost(10_000),
 *         "ann",
 *         "the payment service is back");
 * }</pre>
 *
 * @param types types or families like {@code order.*}; empty for all
 * @param after only those that died later; null for no such bound
 * @param before only rows that died earlier; null for no such bound
 * @param limit the maximum number of rows
 */
public record DeadLetters(
        List<String> types,
        @Nullable Instant after,
        @Nullable Instant before,
        int limit) {

    private static final DeadLetters ALL = new DeadLetters(List.of(), null, null, Integer.MAX_VALUE);

    /** Copies the list and rejects null elements. */
    public DeadLetters {
        types = Given.list("types", types);
    }

    /** All dead letters of a table. */
    public static DeadLetters all() {
        return ALL;
    }

    /** Only those of these types or families. */
    public DeadLetters ofTypes(String... typesOrFamilies) {
        return new DeadLetters(
                Given.list("typesOrFamilies", Arrays.asList(Given.value("typesOrFamilies", typesOrFamilies))),
                after,
                before,
                limit);
    }

    /** Only those that died later than this; by the database's clock. */
    public DeadLetters diedAfter(Instant time) {
        return new DeadLetters(types, Given.value("time", time), before, limit);
    }

    /** Only those that died earlier than this; by the database's clock. */
    public DeadLetters diedBefore(Instant time) {
        return new DeadLetters(types, after, Given.value("time", time), limit);
    }

    /**
     * At most this many, those with the lowest ids. A number below 1 is refused when the selection is used (CLAIM0050).
     */
    public DeadLetters atMost(int rows) {
        return new DeadLetters(types, after, before, rows);
    }
}
