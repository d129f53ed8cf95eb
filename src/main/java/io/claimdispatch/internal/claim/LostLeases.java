package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.ClaimNotices;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.LongAdder;

/** Reports outcomes that the fence rejected: the row belongs to another claim, and was not changed. */
@Component
@Dependent
public class LostLeases {

    private static final Log LOG = Log.of(LostLeases.class);

    private final LongAdder count = new LongAdder();
    private final InDoubtCommits inDoubt;
    private final StoredOutcomes storedOutcomes;

    @Inject
    LostLeases(InDoubtCommits inDoubt, StoredOutcomes storedOutcomes) {
        this.inDoubt = inDoubt;
        this.storedOutcomes = storedOutcomes;
    }

    /** Reports a rejected outcome, unless an earlier, unanswered commit had stored it. */
    void report(Completion completion) {
        if (inDoubt.hasStored(completion)) {
            storedOutcomes.tell(completion);
            return;
        }
        if (completion.change() instanceof RowChange.Released) {
            LOG.log(ClaimNotices.leaseLostUnbegun(completion.ref()));
            return;
        }
        switch (completion.progress()) {
            case LOST -> {
                count.increment();
                LOG.log(ClaimNotices.leaseLostAtomic(completion.ref()));
            }
            case UNCONFIRMED -> // not counted: most likely only the answer was lost
                LOG.log(ClaimNotices.atomicUnconfirmed(completion.ref()));
            default -> {
                count.increment();
                LOG.log(ClaimNotices.leaseLost(
                        completion.ref(), completion.change().getClass().getSimpleName()));
            }
        }
    }

    /** The number of lost leases since boot. */
    public long count() {
        return count.sum();
    }
}
