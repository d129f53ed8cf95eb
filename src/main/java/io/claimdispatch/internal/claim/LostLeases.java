package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.RowChange;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
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
            LOG.log(
                    Level.INFO,
                    "the lease of {0} was lost before it began here; it is another claim''s",
                    completion.ref());
            return;
        }
        switch (completion.progress()) {
            case LOST -> {
                count.increment();
                LOG.log(
                        Level.WARNING,
                        "the lease of {0} was lost while its atomic task ran; all that it did is rolled back, and the row is"
                                + " another claim''s now",
                        completion.ref());
            }
            case UNCONFIRMED -> // not counted: most likely nothing was lost but the answer
                LOG.log(
                        Level.INFO,
                        "the commit of the atomic task of {0} was answered by an error, but its claim is over: it was committed"
                                + " all the same, or the row is another claim''s now; its work and the row agree in any case",
                        completion.ref());
            default -> {
                count.increment();
                LOG.log(
                        Level.WARNING,
                        "the lease of {0} was lost before its outcome {1} could be stored; the row is another claim''s"
                                + " now, and may run twice",
                        completion.ref(),
                        completion.change().getClass().getSimpleName());
            }
        }
    }

    /** How many since boot. */
    public long count() {
        return count.sum();
    }
}
