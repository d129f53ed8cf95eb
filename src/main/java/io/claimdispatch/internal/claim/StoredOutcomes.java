package io.claimdispatch.internal.claim;

import io.claimdispatch.ActionDied;
import io.claimdispatch.ActionFailed;
import io.claimdispatch.ActionProcessed;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.complete.ActionEvents;
import io.claimdispatch.internal.complete.EventObservers;
import io.claimdispatch.internal.store.AttemptReport;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.FailureReport;
import io.claimdispatch.internal.store.RowChange;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.Set;

/**
 * Tells of attempts once their outcomes are stored, and not before: failures in the log, and all to what observes them. Called
 * after the commit, once for each outcome. Never throws.
 */
@Component
public class StoredOutcomes {

    private static final Log LOG = Log.of(StoredOutcomes.class);

    private final EventObservers observers;
    private final ActionEvents events;

    @Inject
    StoredOutcomes(EventObservers observers, ActionEvents events) {
        this.observers = observers;
        this.events = events;
    }

    /** Those of some that are stored. */
    public void tell(Iterable<Completion> completions, Set<ClaimRef> stored) {
        for (Completion completion : completions) {
            if (completion.report() != null && stored.contains(completion.ref())) {
                tell(completion);
            }
        }
    }

    /** One that is stored. */
    public void tell(Completion completion) {
        AttemptReport report = completion.report();
        if (report == null) {
            return;
        }
        try {
            tell(completion.ref(), completion.change(), report);
        } catch (Throwable e) {
            // of the log, or of a machine without memory: what is stored is stored, and the thread has more to do
        }
    }

    private void tell(ClaimRef ref, RowChange change, AttemptReport report) {
        String row = ref.table() + "#" + ref.id();
        String table = ref.table().value();
        FailureReport failure = report.failure();
        if (change instanceof RowChange.Retry retry && failure != null) {
            LOG.log(
                    Level.INFO,
                    Problems.attemptFailed(row, report.type(), report.attempt(), failure.causes(), retry.delay())
                            .getMessage());
            if (observers.ofFailed()) {
                events.fire(new ActionFailed(
                        table,
                        ref.id(),
                        report.type(),
                        report.key(),
                        report.attempt(),
                        failure.causes(),
                        failure.text(),
                        retry.delay()));
            }
        } else if (change instanceof RowChange.Dead && failure != null) {
            Throwable dead =
                    Problems.deadLetter(row, report.type(), report.attempt(), failure.causes(), failure.stack());
            LOG.log(Level.WARNING, dead.getMessage(), dead);
            if (observers.ofDied()) {
                events.fire(new ActionDied(
                        table,
                        ref.id(),
                        report.type(),
                        report.key(),
                        report.attempt(),
                        failure.causes(),
                        failure.text()));
            }
        } else if (change instanceof RowChange.Processed) {
            events.fire(new ActionProcessed(table, ref.id(), report.type(), report.key(), report.attempt()));
        }
    }
}
