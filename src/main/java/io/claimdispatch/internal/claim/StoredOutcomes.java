package io.claimdispatch.internal.claim;

import io.claimdispatch.ActionDied;
import io.claimdispatch.ActionFailed;
import io.claimdispatch.ActionProcessed;
import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.complete.ActionEvents;
import io.claimdispatch.internal.complete.EventObservers;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.statistics.Statistics;
import io.claimdispatch.internal.store.row.AttemptReport;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.FailureReport;
import io.claimdispatch.internal.store.row.RowChange;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reports attempts once their outcomes are stored: counts them, logs failures, and fires events for observers. Called after the
 * commit, once per outcome. Never throws.
 */
@Component
@Dependent
public class StoredOutcomes {

    private static final Log LOG = Log.of(StoredOutcomes.class);

    private final EventObservers observers;
    private final ActionEvents events;
    private final ApplicationClock clock;
    private final Statistics statistics;

    @Inject
    StoredOutcomes(EventObservers observers, ActionEvents events, ApplicationClock clock, Statistics statistics) {
        this.observers = observers;
        this.events = events;
        this.clock = clock;
        this.statistics = statistics;
    }

    /** Reports those completions that were stored. */
    public void tell(Iterable<Completion> completions, Set<ClaimRef> stored) {
        for (Completion completion : completions) {
            boolean isAwaited = completion.report() != null || completion.type() != null;
            if (isAwaited && stored.contains(completion.ref())) {
                tell(completion);
            }
        }
    }

    /** Reports a stored completion. */
    public void tell(Completion completion) {
        AttemptReport report = completion.report();
        try {
            statistics.ended(completion);
            if (report != null) {
                tell(completion.ref(), completion.change(), report);
            }
        } catch (Throwable e) {
            // an error of the log, or out of memory: the outcome is stored, and the thread has more to do
        }
    }

    private void tell(ClaimRef ref, RowChange change, AttemptReport report) {
        String row = ref.table() + "#" + ref.id();
        String table = ref.table().value();
        FailureReport failure = report.failure();
        Duration delay = delay(change);
        if (delay != null && failure != null) {
            LOG.log(
                    Level.INFO,
                    NodeProblems.attemptFailed(row, report.type(), report.attempt(), failure.causes(), delay));
            if (observers.ofFailed()) {
                events.fire(new ActionFailed(
                        table,
                        ref.id(),
                        report.type(),
                        report.key(),
                        report.attempt(),
                        failure.causes(),
                        failure.text(),
                        delay));
            }
        } else if (change instanceof RowChange.Dead && failure != null) {
            ClaimDispatchException dead =
                    NodeProblems.deadLetter(row, report.type(), report.attempt(), failure.causes(), failure.stack());
            LOG.log(Level.WARNING, dead, dead);
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

    /** The delay until the next attempt; null if the change is no retry. */
    private @Nullable Duration delay(RowChange change) {
        if (change instanceof RowChange.RetryAt retry) {
            Duration left = Duration.between(clock.now(), retry.eligibleAt());
            return left.isNegative() ? Duration.ZERO : left;
        }
        return change instanceof RowChange.Retry retry ? retry.delay() : null;
    }
}
