package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.complete.CauseChain.Link;
import io.claimdispatch.internal.store.row.AttemptReport;
import io.claimdispatch.internal.store.row.FailureReport;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates the report of an attempt, on the thread that ran it. */
@Component
@Dependent
class AttemptReports {

    private static final int MAX_CAUSES = 6;

    private static final int MAX_CAUSE = 300;

    private final EventObservers observers;

    @Inject
    AttemptReports(EventObservers observers) {
        this.observers = observers;
    }

    /** The report of a successful attempt; null unless successes are observed. */
    @Nullable
    AttemptReport succeeded(Attempt attempt) {
        return observers.ofProcessed() ? report(attempt, null) : null;
    }

    /**
     * The report of a failed attempt.
     *
     * @param text the error text stored in the row
     */
    AttemptReport failed(Attempt attempt, Throwable error, String text, boolean isDead) {
        CauseChain chain = CauseChain.of(error);
        List<String> causes = CauseChain.ends(chain.causes(), MAX_CAUSES).stream()
                .map(Link::text)
                .map(cause -> ErrorText.cut(cause, MAX_CAUSE))
                .toList();
        return report(attempt, new FailureReport(causes, text, isDead ? ErrorCopy.of(chain) : null));
    }

    private static AttemptReport report(Attempt attempt, @Nullable FailureReport failure) {
        return new AttemptReport(
                attempt.row().type(), attempt.row().key(), attempt.row().failCount() + 1, failure);
    }
}
