package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionQuery;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.store.operate.RowSummary;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides whether a row meets a query. In Java and not in SQL, so that all databases agree about texts and times, and so
 * that no combination of conditions leads a planner off the primary key.
 */
public final class RowFilter {

    private final ActionQuery query;
    private final List<TypePattern> types;
    private final Set<Long> ids;

    /**
     * Checks the query.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0050 for its limit, CLAIM0051 for a type or family
     */
    public RowFilter(ActionQuery query) {
        Arguments.rows(query.limit());
        this.query = query;
        this.types = query.types().stream().map(Arguments::pattern).toList();
        this.ids = new HashSet<>(query.ids());
    }

    /** The only type that a row can have; null if there may be several. */
    @Nullable
    String singleType() {
        return types.size() == 1 && !types.get(0).family() ? types.get(0).value() : null;
    }

    /** The only state that a row can be in; null if there may be several. */
    @Nullable
    ActionState singleState() {
        Set<ActionState> states = Set.copyOf(query.states());
        return states.size() == 1 ? query.states().get(0) : null;
    }

    public boolean meets(RowSummary row) {
        return (ids.isEmpty() || ids.contains(row.id()))
                && (query.states().isEmpty() || query.states().contains(Arguments.state(row.state())))
                && (types.isEmpty() || types.stream().anyMatch(type -> type.covers(row.type())))
                && (query.idempotencyKey() == null || query.idempotencyKey().equals(row.key()))
                && isWithin(query.createdFrom(), row.createdAt(), query.createdBefore())
                && isWithin(query.eligibleFrom(), row.eligibleAt(), query.eligibleBefore())
                && row.failCount() >= query.minFailures()
                && (query.failure() == null || query.failure().equals(row.failure()));
    }

    private static boolean isWithin(@Nullable Instant from, Instant time, @Nullable Instant before) {
        return (from == null || !time.isBefore(from)) && (before == null || time.isBefore(before));
    }
}
