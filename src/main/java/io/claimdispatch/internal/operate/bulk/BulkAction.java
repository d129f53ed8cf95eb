package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.internal.store.operate.BulkPlan;
import io.claimdispatch.internal.store.operate.BulkProgress;
import io.claimdispatch.internal.store.operate.BulkRecord;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A bulk action: what it is for, what it was found to do, and how far it has come.
 *
 * @param id its id
 * @param verb the command on each row
 * @param plan what it is for
 * @param progress how far it has come
 * @param to for which time rows are rescheduled; null for other commands
 * @param preview what was found
 */
public record BulkAction(
        long id, BulkVerb verb, BulkPlan plan, BulkProgress progress, BulkOrder.@Nullable To to, BulkPreview preview) {

    /** More rows than so many are only changed by one who types how many they are. */
    private static final int MANY = 1_000;

    static BulkAction of(BulkRecord row) {
        BulkDetail detail = BulkDetail.of(row.progress().arguments());
        return new BulkAction(
                row.id(),
                BulkVerb.valueOf(row.plan().verb()),
                row.plan(),
                row.progress(),
                detail.to(),
                detail.preview());
    }

    /** Whether its operator has to type how many rows there are before it begins. */
    public boolean mustBeTyped() {
        return verb == BulkVerb.DELETE || preview.isEligibleCapped() || preview.eligible() > MANY;
    }

    /** The ids that it is for; empty for a filter. */
    public List<Long> ids() {
        String ids = plan.ids();
        return ids == null || ids.isEmpty()
                ? List.of()
                : Arrays.stream(ids.split(",")).map(Long::valueOf).toList();
    }
}
