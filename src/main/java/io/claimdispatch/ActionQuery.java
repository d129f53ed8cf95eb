package io.claimdispatch;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Selects rows for {@link ActionLogs#list}: those that meet all conditions that are set.
 *
 * <pre>{@code
 * ActionQuery failing = ActionQuery.all()
 *         .ofTypes("order.*")
 *         .inStates(ActionState.WAITING, ActionState.DEAD)
 *         .failedAtLeast(1)
 *         .createdFrom(lastDeployment)
 *         .atMost(50);
 * }</pre>
 *
 * <p>Immutable; each method returns another query. A method replaces what an earlier call of it has set.
 */
public final class ActionQuery {

    /** The maximum number of ids in a query. */
    public static final int MAX_IDS = 1_000;

    private static final ActionQuery ALL = new ActionQuery(new Conditions());

    private final List<Long> ids;
    private final List<ActionState> states;
    private final List<String> types;
    private final @Nullable String idempotencyKey;
    private final @Nullable Instant createdFrom;
    private final @Nullable Instant createdBefore;
    private final @Nullable Instant eligibleFrom;
    private final @Nullable Instant eligibleBefore;
    private final int minFailures;
    private final @Nullable String failure;
    private final int limit;

    /** What a query is made of; no query has one. */
    private static final class Conditions {
        private List<Long> ids = List.of();
        private List<ActionState> states = List.of();
        private List<String> types = List.of();
        private @Nullable String idempotencyKey;
        private @Nullable Instant createdFrom;
        private @Nullable Instant createdBefore;
        private @Nullable Instant eligibleFrom;
        private @Nullable Instant eligibleBefore;
        private int minFailures;
        private @Nullable String failure;
        private int limit = 100;
    }

    private ActionQuery(Conditions conditions) {
        ids = conditions.ids;
        states = conditions.states;
        types = conditions.types;
        idempotencyKey = conditions.idempotencyKey;
        createdFrom = conditions.createdFrom;
        createdBefore = conditions.createdBefore;
        eligibleFrom = conditions.eligibleFrom;
        eligibleBefore = conditions.eligibleBefore;
        minFailures = conditions.minFailures;
        failure = conditions.failure;
        limit = conditions.limit;
    }

    private ActionQuery with(Consumer<Conditions> condition) {
        Conditions copy = new Conditions();
        copy.ids = ids;
        copy.states = states;
        copy.types = types;
        copy.idempotencyKey = idempotencyKey;
        copy.createdFrom = createdFrom;
        copy.createdBefore = createdBefore;
        copy.eligibleFrom = eligibleFrom;
        copy.eligibleBefore = eligibleBefore;
        copy.minFailures = minFailures;
        copy.failure = failure;
        copy.limit = limit;
        condition.accept(copy);
        return new ActionQuery(copy);
    }

    /** All rows of a table, 100 on a page. */
    public static ActionQuery all() {
        return ALL;
    }

    /** Only rows with one of these ids; rejects null (CLAIM0001) and more than {@value #MAX_IDS} (CLAIM0006). */
    public ActionQuery withIds(long... ids) {
        List<Long> given = LongStream.of(Given.value("ids", ids)).boxed().toList();
        if (given.size() > MAX_IDS) {
            throw Given.notAllowed("ids", "has " + given.size() + " elements, more than " + MAX_IDS);
        }
        return with(copy -> copy.ids = given);
    }

    /** Only rows in one of these states; {@link ActionState#UNKNOWN} stands for all that this version does not know. */
    public ActionQuery inStates(ActionState... states) {
        List<ActionState> given = Given.list("states", Arrays.asList(Given.value("states", states)));
        return with(copy -> copy.states = given);
    }

    /** Only rows of these types or families. */
    public ActionQuery ofTypes(String... typesOrFamilies) {
        List<String> given =
                Given.list("typesOrFamilies", Arrays.asList(Given.value("typesOrFamilies", typesOrFamilies)));
        return with(copy -> copy.types = given);
    }

    /** Only rows with this idempotency key; with a single type there is at most one. */
    public ActionQuery withIdempotencyKey(String key) {
        String given = Given.value("key", key);
        return with(copy -> copy.idempotencyKey = given);
    }

    /** Only rows published at this time or later, by the database's clock. */
    public ActionQuery createdFrom(Instant time) {
        Instant given = Given.value("time", time);
        return with(copy -> copy.createdFrom = given);
    }

    /** Only rows published before this time, by the database's clock. */
    public ActionQuery createdBefore(Instant time) {
        Instant given = Given.value("time", time);
        return with(copy -> copy.createdBefore = given);
    }

    /** Only rows whose earliest time is this one or later. */
    public ActionQuery eligibleFrom(Instant time) {
        Instant given = Given.value("time", time);
        return with(copy -> copy.eligibleFrom = given);
    }

    /** Only rows whose earliest time is before this one. */
    public ActionQuery eligibleBefore(Instant time) {
        Instant given = Given.value("time", time);
        return with(copy -> copy.eligibleBefore = given);
    }

    /** Only rows with at least this many failed attempts; rejects a negative number (CLAIM0006). */
    public ActionQuery failedAtLeast(int minFailures) {
        if (minFailures < 0) {
            throw Given.notAllowed("minFailures", "is " + minFailures + ", which is negative");
        }
        return with(copy -> copy.minFailures = minFailures);
    }

    /**
     * Only rows whose last failed attempt has this key, whatever became of them since. The key is {@link
     * ActionLog#failure()} of another row: rows share it if the same exception was thrown in the same methods of the
     * application, whatever its message, and whatever wrapped it. Compared exactly; rejects null (CLAIM0001) and a blank
     * key (CLAIM0006).
     *
     * <pre>{@code
     * ActionQuery alike = ActionQuery.all()
     *         .inStates(ActionState.DEAD)
     *         .failedWith("java.net.ConnectException#9c1d03fe");
     * }</pre>
     */
    public ActionQuery failedWith(String failure) {
        String given = Given.text("failure", failure);
        return with(copy -> copy.failure = given);
    }

    /** At most this many rows on a page, from 1 to {@value ActionLogs#MAX_ROWS}; refused when it is used (CLAIM0050). */
    public ActionQuery atMost(int rows) {
        return with(copy -> copy.limit = rows);
    }

    /** The ids; empty for all. */
    public List<Long> ids() {
        return ids;
    }

    /** The states; empty for all. */
    public List<ActionState> states() {
        return states;
    }

    /** The types and families; empty for all. */
    public List<String> types() {
        return types;
    }

    /** The idempotency key; null for all. */
    public @Nullable String idempotencyKey() {
        return idempotencyKey;
    }

    /** When rows were published at the earliest; null for any time. */
    public @Nullable Instant createdFrom() {
        return createdFrom;
    }

    /** Before when rows were published; null for any time. */
    public @Nullable Instant createdBefore() {
        return createdBefore;
    }

    /** The least earliest time; null for any. */
    public @Nullable Instant eligibleFrom() {
        return eligibleFrom;
    }

    /** Before when the earliest time is; null for any. */
    public @Nullable Instant eligibleBefore() {
        return eligibleBefore;
    }

    /** The least number of failed attempts. */
    public int minFailures() {
        return minFailures;
    }

    /** The key of the last failure; null for all. */
    public @Nullable String failure() {
        return failure;
    }

    /** The maximum number of rows on a page. */
    public int limit() {
        return limit;
    }

    private List<@Nullable Object> conditions() {
        return Arrays.asList(
                ids,
                states,
                types,
                idempotencyKey,
                createdFrom,
                createdBefore,
                eligibleFrom,
                eligibleBefore,
                minFailures,
                failure,
                limit);
    }

    /** Whether the other query has the same conditions and limit. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ActionQuery query && conditions().equals(query.conditions());
    }

    @Override
    public int hashCode() {
        return conditions().hashCode();
    }

    /** All conditions, for logs. */
    @Override
    public String toString() {
        return "ActionQuery" + conditions();
    }
}
