package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.ClaimNotices;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.inject.Inject;
import java.util.concurrent.atomic.LongAdder;

/** Outcomes that the fence has turned away: the row belongs to another claim by now, and nothing in it was changed. */
@Component
public class LostLeases {

    private static final Log LOG = Log.of(LostLeases.class);

    private final LongAdder count = new LongAdder();
    private final InDoubtCommits inDoubt;
    private final StoredOutcomes told;

    @Inject
    LostLeases(InDoubtCommits inDoubt, StoredOutcomes told) {
        this.inDoubt = inDoubt;
        this.told = told;
    }

    /** The fence has turned it away; that is no loss if an earlier commit has stored it that was not answered. */
    void report(Completion completion) {
        if (inDoubt.hasStored(completion)) {
            told.tell(completion);
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
            case UNCONFIRMED -> // not counted: most likely nothing was lost but the answer
                LOG.log(ClaimNotices.atomicUnconfirmed(completion.ref()));
            default -> {
                count.increment();
                LOG.log(ClaimNotices.leaseLost(
                        completion.ref(), completion.change().getClass().getSimpleName()));
            }
        }
    }

    /** How many since boot. */
    public long count() {
        return count.sum();
    }
}
