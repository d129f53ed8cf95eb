package io.claimdispatch.internal.claim;

import io.claimdispatch.internal.store.Change;
import io.claimdispatch.internal.store.Completion;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.util.concurrent.atomic.LongAdder;

/** Outcomes that the fence has turned away: the row belongs to another claim by now, and nothing in it was changed. */
@ApplicationScoped
class LostLeases {

    private static final Logger LOG = System.getLogger(LostLeases.class.getName());

    private final LongAdder count = new LongAdder();
    private UnansweredCommits unanswered;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    LostLeases() {}

    @Inject
    LostLeases(UnansweredCommits unanswered) {
        this.unanswered = unanswered;
    }

    /** The fence has turned it away; that is no loss if an earlier commit has stored it that was not answered. */
    void report(Completion completion) {
        if (unanswered.hasStored(completion)) {
            return;
        }
        if (completion.change() instanceof Change.Released) {
            LOG.log(
                    Level.INFO,
                    "the lease of {0} was lost before it began here; it is another claim''s",
                    completion.ref());
            return;
        }
        count.increment();
        LOG.log(
                Level.WARNING,
                "the lease of {0} was lost before its outcome {1} could be stored; the row is another claim''s now, and may"
                        + " run twice",
                completion.ref(),
                completion.change().getClass().getSimpleName());
    }

    /** How many since boot. */
    long count() {
        return count.sum();
    }
}
