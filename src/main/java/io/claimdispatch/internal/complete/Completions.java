package io.claimdispatch.internal.complete;

import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.Notice;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.store.row.AttemptReport;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableText;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the result of an attempt into the completion of its row. */
@Component
@Dependent
public class Completions {

    private static final Log LOG = Log.of(Completions.class);

    private static final int MAX_REASON = 1_000;

    private final RetryPolicy retries;
    private final AttemptErrors errors;
    private final CallWatchdog watchdog;
    private final AttemptReports reports;

    /** Creates an instance without observers. */
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

    /** The completion of a job that ended; {@code null} is success. */
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

    /** The completion of a row whose rules did not hold. */
    public Completion skipped(Attempt attempt, String reason) {
        return new Completion(attempt.row().ref(), new RowChange.Skipped(StorableText.clean(reason, MAX_REASON)));
    }

    /** Gives a row back without an attempt. */
    public Completion released(Attempt attempt) {
        return released(attempt.row().ref());
    }

    /** Gives back a row for which no attempt has begun. */
    public Completion released(ClaimRef row) {
        return new Completion(row, new RowChange.Released());
    }

    /**
     * The completion of a failed attempt, decided by the retry policy. Never throws because of the error, the content
     * of the row, or the policy: a row without an outcome would stay claimed as long as the node lives.
     */
    public Completion failure(Attempt attempt, Throwable error) {
        return failed(attempt, error, retryAfter(attempt, error).orElse(null));
    }

    /** The completion of a failed attempt after which the row is a dead letter. */
    public Completion dead(Attempt attempt, Throwable error) {
        return failed(attempt, error, null);
    }

    /**
     * Creates the completion for both.
     *
     * @param delay the delay until the next attempt; null for a dead letter
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
            tell(TaskNotices.failureNotReported(attempt.row().ref(), e));
            return null;
        }
    }

    /**
     * The error text for the row, or only the class name if the text fails: the outcome matters more. Not even an
     * {@code Error} of the JVM may leave the row without one.
     */
    private static String text(Throwable error, String name) {
        try {
            return ErrorText.of(CauseChain.of(error));
        } catch (Throwable e) {
            tell(TaskNotices.failureNotKept(name, e));
            return name;
        }
    }

    /** The row's error history with this error, or with its class name. */
    private String history(Attempt attempt, String text, String name) {
        try {
            return errors.append(attempt, text);
        } catch (Throwable e) {
            tell(TaskNotices.failureNotKept(name, e));
            return PlainErrors.append(attempt, name);
        }
    }

    /**
     * Logs an error safely: a user's exception may itself fail when asked for its text, and a log when memory is short.
     */
    private static void tell(Notice notice) {
        try {
            LOG.log(notice);
        } catch (Throwable e) {
            try {
                LOG.log(notice.withNameOnly());
            } catch (Throwable again) {
                // nothing can be logged
            }
        }
    }

    /** Calls the retry policy. If it fails, the row is not lost: the policy is called again after the next attempt. */
    private Optional<Duration> retryAfter(Attempt attempt, Throwable error) {
        try (Call call = watchdog.beginForeignCall("asking the retry policy")) {
            Optional<Duration> delay = AttemptProblems.isHopeless(error)
                    ? Required.answer("RetryPolicy.retryHopeless", retries.retryHopeless(attempt.record(), error))
                    : Required.answer("RetryPolicy.retryAfter", retries.retryAfter(attempt.record(), error));
            return delay.map(StorableTime::nearest);
        } catch (Throwable e) {
            // a checked exception too, which other languages throw undeclared
            tell(TaskNotices.retryPolicyFailed(attempt.row().ref(), e));
            return Optional.of(Timings.AFTER_A_FAILED_POLICY);
        }
    }
}
