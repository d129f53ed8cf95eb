package io.claimdispatch.internal.complete;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.store.row.AttemptReport;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.FailureReport;
import io.claimdispatch.internal.store.row.RowChange;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of an attempt of which no other can be made, whatever the reason: a failed attempt, and another in a minute.
 * Needs no library and no code of others; what is told of it is made of what the row has. A row without an outcome would stay claimed as long as its node lives.
 */
public final class LastResort {

    private static final Log LOG = Log.of(LastResort.class);

    private static final Duration PAUSE = Duration.ofMinutes(1);

    private LastResort() {}

    /** The outcome that is wanted, or the last resort; never throws. */
    public static Completion orElse(Attempt attempt, Supplier<Completion> wanted) {
        try {
            return wanted.get();
        } catch (Throwable e) {
            tell(attempt, e);
            String error =
                    "no outcome could be made of this attempt: " + e.getClass().getName();
            RowChange change =
                    new RowChange.Retry(PAUSE, PlainErrors.attemptOf(attempt), PlainErrors.append(attempt, error));
            return new Completion(attempt.row().ref(), change, report(attempt, error));
        }
    }

    /** What is told of it: of the row nothing but what has been read already. */
    private static @Nullable AttemptReport report(Attempt attempt, String error) {
        try {
            return new AttemptReport(
                    attempt.row().type(),
                    attempt.row().key(),
                    PlainErrors.attemptOf(attempt),
                    new FailureReport(List.of(error), error, null));
        } catch (Throwable e) {
            // memory is short
            return null;
        }
    }

    private static void tell(Attempt attempt, Throwable e) {
        try {
            LOG.log(
                    Level.ERROR,
                    "no outcome could be made for " + attempt.row().ref() + "; it is tried again in a minute",
                    e);
        } catch (Throwable again) {
            // a log that fails as well must not cost the row
        }
    }
}
