package io.claimdispatch;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
 *
 * @param ids only rows with one of these ids; empty for all
 * @param states only rows in one of these states; empty for all
 * @param types only rows of these types or families like {@code order.*}; empty for all
 * @param idempotencyKey only rows with this key, whatever their type; null for all
 * @param createdFrom only rows published then or later; null for no such bound
 * @param createdBefore only rows published earlier; null for no such bound
 * @param eligibleFrom only rows whose earliest time is then or later; null for no such bound
 * @param eligibleBefore only rows whose earliest time is before; null for no such bound
 * @param minFailures only rows with at least so many failed attempts; 0 for all
 * @param failure only rows whose last failure has this key; null for all
 * @param limit the maximum number of rows on a page
 */
public record ActionQuery(
        List<Long> ids,
        List<ActionState> states,
        List<String> types,
        @Nullable String idempotencyKey,
        @Nullable Instant createdFrom,
        @Nullable Instant createdBefore,
        @Nullable Instant eligibleFrom,
        @Nullable Instant eligibleBefore,
        int minFailures,
        @Nullable String failure,
        int limit) {

    /** The maximum number of ids in a query. */
    public static final int MAX_IDS = 1_000;

    private static final ActionQuery ALL =
            new ActionQuery(List.of(), List.of(), List.of(), null, null, null, null, null, 0, null, 100);

    /**
     * Copies the lists; rejects null elements (CLAIM0001), more than {@value #MAX_IDS} ids, a negative number of failures
     * and a blank failure (CLAIM0006).
     */
    public ActionQuery {
        ids = Given.list("ids", ids);
        states = Given.list("states", states);
        types = Given.list("types", types);
        if (ids.size() > MAX_IDS) {
            throw Given.notAllowed("ids", "has " + ids.size() + " elements, more than " + MAX_IDS);
        }
        if (minFailures < 0) {
            throw Given.notAllowed("minFailures", "is " + minFailures + ", which is negative");
        }
        if (failure != null) {
            failure = Given.text("failure", failure);
        }
    }

    /** All rows of a table, 100 on a page. */
    public static ActionQuery all() {
        return ALL;
    }

    /** Only rows with one of these ids. */
    public ActionQuery withIds(long... ids) {
        List<Long> given = new ArrayList<>();
        LongStream.of(Given.value("ids", ids)).forEach(given::add);
        return new ActionQuery(
                given,
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

    /** Only rows in one of these states; {@link ActionState#UNKNOWN} stands for all that this version does not know. */
    public ActionQuery inStates(ActionState... states) {
        return new ActionQuery(
                ids,
                Given.list("states", Arrays.asList(Given.value("states", states))),
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

    /** Only rows of these types or families. */
    public ActionQuery ofTypes(String... typesOrFamilies) {
        return new ActionQuery(
                ids,
                states,
                Given.list("typesOrFamilies", Arrays.asList(Given.value("typesOrFamilies", typesOrFamilies))),
                idempotencyKey,
                createdFrom,
                createdBefore,
                eligibleFrom,
                eligibleBefore,
                minFailures,
                failure,
                limit);
    }

    /** Only rows with this idempotency key; with a single type there is at most one. */
    public ActionQuery withIdempotencyKey(String key) {
        return new ActionQuery(
                ids,
                states,
                types,
                Given.value("key", key),
                createdFrom,
                createdBefore,
                eligibleFrom,
                eligibleBefore,
                minFailures,
                failure,
                limit);
    }

    /** Only rows published at this time or later, by the database's clock. */
    public ActionQuery createdFrom(Instant time) {
        return new ActionQuery(
                ids,
                states,
                types,
                idempotencyKey,
                Given.value("time", time),
                createdBefore,
                eligibleFrom,
                eligibleBefore,
                minFailures,
                failure,
                limit);
    }

    /** Only rows published before this time, by the database's clock. */
    public ActionQuery createdBefore(Instant time) {
        return new ActionQuery(
                ids,
                states,
                types,
                idempotencyKey,
                createdFrom,
                Given.value("time", time),
                eligibleFrom,
                eligibleBefore,
                minFailures,
                failure,
                limit);
    }

    /** Only rows whose earliest time is this one or later. */
    public ActionQuery eligibleFrom(Instant time) {
        return new ActionQuery(
                ids,
                states,
                types,
                idempotencyKey,
                createdFrom,
                createdBefore,
                Given.value("time", time),
                eligibleBefore,
                minFailures,
                failure,
                limit);
    }

    /** Only rows whose earliest time is before this one. */
    public ActionQuery eligibleBefore(Instant time) {
        return new ActionQuery(
                ids,
                states,
                types,
                idempotencyKey,
                createdFrom,
                createdBefore,
                eligibleFrom,
                Given.value("time", time),
                minFailures,
                failure,
                limit);
    }

    /** Only rows with at least this many failed attempts. */
    public ActionQuery failedAtLeast(int minFailures) {
        return new ActionQuery(
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
        return new ActionQuery(
                ids,
                states,
                types,
                idempotencyKey,
                createdFrom,
                createdBefore,
                eligibleFrom,
                eligibleBefore,
                minFailures,
                Given.value("failure", failure),
                limit);
    }

    /** At most this many rows on a page, from 1 to {@value ActionLogs#MAX_ROWS}; refused when it is used (CLAIM0050). */
    public ActionQuery atMost(int rows) {
        return new ActionQuery(
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
                rows);
    }
}
