package io.claimdispatch.internal.complete;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.ForeignCalls;
import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.store.Change;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.StorableText;
import io.claimdispatch.internal.store.StorableTime;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Turns what came of an attempt into what becomes of its row. */
@ApplicationScoped
public class Outcomes {

    private static final Log LOG = Log.of(Outcomes.class);

    private static final int MAX_REASON = 1_000;

    /** Errors that no further attempt can mend: the payload or the stored rules do not fit the code. */
    private static final Set<String> HOPELESS = Set.of("CLAIM0061", "CLAIM0063");

    private RetryPolicy retries;
    private AttemptErrors errors;
    private ForeignCalls calls;

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    Outcomes() {}

    @Inject
    Outcomes(RetryPolicy retries, AttemptErrors errors, ForeignCalls calls) {
        this.retries = retries;
        this.errors = errors;
        this.calls = calls;
    }

    /** A job that ended; {@code null} is success. */
    public Completion of(Attempt attempt, @Nullable Outcome outcome) {
        Change change = new Change.Processed();
        if (outcome instanceof Outcome.SnoozeUntil snooze) {
            change = new Change.SnoozeUntil(StorableTime.nearest(snooze.until()));
        } else if (outcome instanceof Outcome.SnoozeFor snooze) {
            change = new Change.SnoozeFor(StorableTime.nearest(snooze.delay()));
        } else if (outcome instanceof Outcome.Discard discard) {
            change = new Change.Discarded(StorableText.clean(discard.reason(), MAX_REASON));
        }
        return new Completion(attempt.row().ref(), change);
    }

    /** Rules that did not hold. */
    public Completion skipped(Attempt attempt, String reason) {
        return new Completion(attempt.row().ref(), new Change.Skipped(StorableText.clean(reason, MAX_REASON)));
    }

    /** Given back without having run. */
    public Completion released(Attempt attempt) {
        return new Completion(attempt.row().ref(), new Change.Released());
    }

    /** An attempt that failed. The retry policy decides, unless the error is one that no attempt can mend. */
    public Completion failure(Attempt attempt, Throwable error) {
        int failCount = attempt.row().failCount() + 1;
        String history = errors.append(attempt, error);
        Optional<Duration> delay = isHopeless(error) ? Optional.empty() : retryAfter(attempt, error);
        Change change = delay.<Change>map(wait -> new Change.Retry(wait, failCount, history))
                .orElseGet(() -> new Change.Dead(failCount, history));
        return new Completion(attempt.row().ref(), change);
    }

    /** An attempt that failed, and after which there is to be no other unless somebody requeues the row. */
    public Completion dead(Attempt attempt, Throwable error) {
        return new Completion(
                attempt.row().ref(), new Change.Dead(attempt.row().failCount() + 1, errors.append(attempt, error)));
    }

    private static boolean isHopeless(Throwable error) {
        return error instanceof ClaimDispatchException problem && HOPELESS.contains(problem.id());
    }

    /** What user code throws may fail itself when it is asked for its text. */
    private static void tell(String what, Throwable error) {
        try {
            LOG.log(Level.ERROR, what, error);
        } catch (Throwable e) {
            LOG.log(
                    Level.ERROR,
                    what + "; the text cannot be had of " + error.getClass().getName());
        }
    }

    /** A policy that fails itself must not lose the row: it is asked again after the next attempt. */
    private Optional<Duration> retryAfter(Attempt attempt, Throwable error) {
        try (ForeignCalls.Call call = calls.begin("asking the retry policy")) {
            return retries.retryAfter(attempt.record(), error).map(StorableTime::nearest);
        } catch (Throwable e) {
            // a checked exception too, which languages without them throw undeclared
            tell("the retry policy failed for " + attempt.row().ref() + "; retrying in a minute", e);
            return Optional.of(Duration.ofMinutes(1));
        }
    }
}
