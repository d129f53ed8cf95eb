package io.claimdispatch.internal.complete;

import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.store.AttemptReport;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.RowChange;
import io.claimdispatch.internal.store.StorableText;
import io.claimdispatch.internal.store.StorableTime;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns what came of an attempt into what becomes of its row. */
@Component
public class Completions {

    private static final Log LOG = Log.of(Completions.class);

    private static final int MAX_REASON = 1_000;

    private static final Duration AFTER_A_FAILED_POLICY = Duration.ofMinutes(1);

    private final RetryPolicy retries;
    private final AttemptErrors errors;
    private final CallWatchdog watchdog;
    private final AttemptReports reports;

    /** With nothing that observes. */
    public Completions(RetryPolicy retries, AttemptErrors errors, CallWatchdog watchdog) {
        this(retries, errors, watchdog, new AttemptReports(EventObservers.none()));
    }

    @Inject
    public Completions(RetryPolicy retries, AttemptErrors errors, CallWatchdog watchdog, AttemptReports reports) {
        this.retries = retries;
        this.errors = errors;
        this.watchdog = watchdog;
        this.reports = reports;
    }

    /** A job that ended; {@code null} is success. */
    public Completion of(Attempt attempt, @Nullable Outcome outcome) {
        RowChange change = new RowChange.Processed();
        if (outcome instanceof Outcome.SnoozeUntil snooze) {
            change = new RowChange.SnoozeUntil(StorableTime.nearest(snooze.until()));
        } else if (outcome instanceof Outcome.SnoozeFor snooze) {
            change = new RowChange.SnoozeFor(StorableTime.nearest(snooze.delay()));
        } else if (outcome instanceof Outcome.Discard discard) {
            change = new RowChange.Discarded(StorableText.clean(discard.reason(), MAX_REASON));
        }
        return new Completion(
                attempt.row().ref(), change, change instanceof RowChange.Processed ? reports.succeeded(attempt) : null);
    }

    /** Rules that did not hold. */
    public Completion skipped(Attempt attempt, String reason) {
        return new Completion(attempt.row().ref(), new RowChange.Skipped(StorableText.clean(reason, MAX_REASON)));
    }

    /** Given back without having run. */
    public Completion released(Attempt attempt) {
        return released(attempt.row().ref());
    }

    /** The same, of a row that has not got as far as an attempt. */
    public Completion released(ClaimRef row) {
        return new Completion(row, new RowChange.Released());
    }

    /**
     * An attempt that failed, about which the retry policy decides. Never throws for the sake of the error, of what stands in the
     * row, or of the policy: a row without an outcome would stay claimed as long as the node lives.
     */
    public Completion failure(Attempt attempt, Throwable error) {
        return failed(attempt, error, retryAfter(attempt, error).orElse(null));
    }

    /** An attempt that failed, and after which there is to be no other unless the row is requeued. */
    public Completion dead(Attempt attempt, Throwable error) {
        return failed(attempt, error, null);
    }

    /**
     * The same for both.
     *
     * @param delay until the next attempt; null if there is none
     */
    private Completion failed(Attempt attempt, Throwable error, @Nullable Duration delay) {
        int failCount = attempt.row().failCount() + 1;
        String name = error.getClass().getName();
        String text = text(error, name);
        String history = history(attempt, text, name);
        RowChange change =
                delay == null ? new RowChange.Dead(failCount, history) : new RowChange.Retry(delay, failCount, history);
        return new Completion(attempt.row().ref(), change, report(attempt, error, text, delay == null));
    }

    private @Nullable AttemptReport report(Attempt attempt, Throwable error, String text, boolean isDead) {
        try {
            return reports.failed(attempt, error, text, isDead);
        } catch (Throwable e) {
            tell("a failed attempt of " + attempt.row().ref() + " cannot be told of", e);
            return null;
        }
    }

    /**
     * What the row keeps of the error, or its name: the row's outcome is worth more. Even an error of the machine is no reason
     * to have none.
     */
    private static String text(Throwable error, String name) {
        try {
            return ErrorText.of(CauseChain.of(error));
        } catch (Throwable e) {
            tell("what an attempt failed with cannot be kept; instead: " + name, e);
            return name;
        }
    }

    /** The errors of the row with this one, or with its name. */
    private String history(Attempt attempt, String text, String name) {
        try {
            return errors.append(attempt, text);
        } catch (Throwable e) {
            tell("what an attempt failed with cannot be kept; instead: " + name, e);
            return PlainErrors.append(attempt, name);
        }
    }

    /** What user code throws may fail itself when it is asked for its text, and a log when memory is short. */
    private static void tell(String what, Throwable error) {
        try {
            LOG.log(Level.ERROR, what, error);
        } catch (Throwable e) {
            try {
                LOG.log(
                        Level.ERROR,
                        what + "; the text cannot be had of " + error.getClass().getName());
            } catch (Throwable again) {
                // nothing can be told
            }
        }
    }

    /** A policy that fails itself must not lose the row: it is asked again after the next attempt. */
    private Optional<Duration> retryAfter(Attempt attempt, Throwable error) {
        try (Call call = watchdog.beginForeignCall("asking the retry policy")) {
            Optional<Duration> delay = Problems.isHopeless(error)
                    ? Required.answer("RetryPolicy.retryHopeless", retries.retryHopeless(attempt.record(), error))
                    : Required.answer("RetryPolicy.retryAfter", retries.retryAfter(attempt.record(), error));
            return delay.map(StorableTime::nearest);
        } catch (Throwable e) {
            // a checked exception too, which languages without them throw undeclared
            tell("the retry policy failed for " + attempt.row().ref() + "; retrying in a minute", e);
            return Optional.of(AFTER_A_FAILED_POLICY);
        }
    }
}
