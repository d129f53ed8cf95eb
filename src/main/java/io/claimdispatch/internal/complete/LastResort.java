package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.store.row.AttemptReport;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.FailureReport;
import io.claimdispatch.internal.store.row.RowChange;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an attempt for which no other can be created, whatever the reason: a failed attempt, and another in a
 * minute. It needs no library and no foreign code, and reports only data of the row. A row without an outcome would
 * stay claimed as long as its node lives.
 */
public final class LastResort {

    private static final Log LOG = Log.of(LastResort.class);

    private LastResort() {}

    /** Returns the wanted outcome, or the last resort; never throws. */
    public static Completion orElse(Attempt attempt, Supplier<Completion> wanted) {
        try {
            return wanted.get();
        } catch (Throwable e) {
            tell(attempt, e);
            String error =
                    "no outcome could be made of this attempt: " + e.getClass().getName();
            RowChange change = new RowChange.Retry(
                    Timings.AFTER_NO_OUTCOME,
                    PlainErrors.attemptOf(attempt),
                    PlainErrors.append(attempt, error),
                    FailureKey.plain(e));
            return new Completion(
                    attempt.row().ref(),
                    change,
                    Completion.Progress.OPEN,
                    report(attempt, error),
                    attempt.row().type(),
                    attempt.ran());
        }
    }

    /** The report of the attempt, only from data of the row that was already read. */
    private static @Nullable AttemptReport report(Attempt attempt, String error) {
        try {
            return new AttemptReport(
                    attempt.row().type(),
                    attempt.row().key(),
                    PlainErrors.attemptOf(attempt),
                    new FailureReport(List.of(error), error, null));
        } catch (Throwable e) {
            // out of memory
            return null;
        }
    }

    private static void tell(Attempt attempt, Throwable e) {
        try {
            LOG.log(TaskNotices.outcomeNotMade(attempt.row().ref(), e));
        } catch (Throwable again) {
            // a failing log must not lose the row
        }
    }
}
