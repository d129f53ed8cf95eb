package io.claimdispatch.internal.complete;

import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.store.row.AttemptReport;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableText;
import io.claimdispatch.internal.store.row.StorableTime;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Turns the result of an attempt into the completion of its row. */
@Component
@Dependent
public class Completions {

    private static final Log LOG = Log.of(Completions.class);

    private static final int MAX_REASON = 1_000;

    private final Retries retries;
    private final AttemptErrors errors;
    private final AttemptReports reports;

    @Inject
    Completions(Retries retries, AttemptErrors errors, AttemptReports reports) {
        this.retries = retries;
        this.errors = errors;
        this.reports = reports;
    }

    /** The completion of a job that ended; {@code null} is success. */
    public Completion of(Attempt attempt, @Nullable Outcome outcome) {
        if (outcome instanceof Outcome.Failure failure) {
            return failed(attempt, failure, null);
        }
        RowChange change = new RowChange.Processed();
        if (outcome instanceof Outcome.SnoozeUntil snooze) {
            change = new RowChange.SnoozeUntil(StorableTime.nearest(snooze.until()));
        } else if (outcome instanceof Outcome.SnoozeFor snooze) {
            change = new RowChange.SnoozeFor(StorableTime.nearest(snooze.delay()));
        } else if (outcome instanceof Outcome.Discard discard) {
            change = new RowChange.Discarded(StorableText.clean(discard.reason(), MAX_REASON));
        } else if (outcome instanceof Outcome.Cancel cancel) {
            change = new RowChange.Cancelled(StorableText.clean(cancel.reason(), MAX_REASON));
        }
        return ended(attempt, change, change instanceof RowChange.Processed ? reports.succeeded(attempt) : null);
    }

    /** An attempt that has not begun is not counted. */
    private static Completion ended(Attempt attempt, RowChange change, @Nullable AttemptReport report) {
        long ran = attempt.ran();
        String type = ran == Completion.NOT_RUN ? null : attempt.row().type();
        return new Completion(attempt.row().ref(), change, Completion.Progress.OPEN, report, type, ran);
    }

    /** The completion of a row whose rules did not hold. */
    public Completion skipped(Attempt attempt, String reason) {
        return ended(attempt, new RowChange.Skipped(StorableText.clean(reason, MAX_REASON)), null);
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
     * The completion of an attempt that failed with an error. What follows is decided by the error if it is final, by
     * the row's processor, or by the retry policy. Never throws because of the error, the content of the row, the
     * processor, or the policy: a row without an outcome would stay claimed as long as the node lives.
     */
    public Completion failure(Attempt attempt, Throwable error) {
        if (Retries.isFinal(error)) {
            return dead(attempt, error);
        }
        Optional<Outcome.Failure> own = retries.byProcessor(attempt, error);
        if (own.isPresent()) {
            return failed(attempt, own.get(), error);
        }
        Optional<Duration> delay = retries.byPolicy(attempt, error);
        return delay.isPresent()
                ? failed(attempt, error, (count, history, key) -> new RowChange.Retry(delay.get(), count, history, key))
                : dead(attempt, error);
    }

    /**
     * The completion of one of several attempts that failed with one error. If there are others, the error may be
     * theirs: whatever it is, and whatever the retry policy says, the row is then tried again. Never throws, as {@link
     * #failure(Attempt, Throwable)} does not.
     *
     * @param failed how many attempts may have caused the error, this one included
     */
    public Completion failure(Attempt attempt, Throwable error, int failed) {
        if (failed == 1) {
            return failure(attempt, error);
        }
        Duration delay = Retries.isFinal(error)
                ? Duration.ZERO
                : retries.byPolicy(attempt, error).orElse(Duration.ZERO);
        return failed(attempt, error, (count, history, key) -> new RowChange.Retry(delay, count, history, key));
    }

    /** Whether the row is a dead letter if this attempt fails, by the number of attempts. */
    public boolean isLast(Attempt attempt) {
        return retries.isLast(attempt);
    }

    /** The completion of a failed attempt after which the row is a dead letter. */
    public Completion dead(Attempt attempt, Throwable error) {
        return failed(attempt, error, RowChange.Dead::new);
    }

    /**
     * The completion of an attempt that failed as the row's processor says. Asks no user code: an atomic task is still
     * in its transaction.
     *
     * @param thrown what it failed with; null if its job returned the outcome
     */
    private Completion failed(Attempt attempt, Outcome.Failure wanted, @Nullable Throwable thrown) {
        Throwable error = error(attempt.row().type(), wanted, thrown);
        if (wanted instanceof Outcome.RetryIn in && !retries.isLast(attempt)) {
            Duration delay = StorableTime.nearest(in.delay());
            return failed(attempt, error, (count, history, key) -> new RowChange.Retry(delay, count, history, key));
        }
        if (wanted instanceof Outcome.RetryAt at && !retries.isLast(attempt)) {
            Instant eligibleAt = StorableTime.nearest(at.at());
            return failed(
                    attempt, error, (count, history, key) -> new RowChange.RetryAt(eligibleAt, count, history, key));
        }
        return dead(attempt, error);
    }

    private static Throwable error(String type, Outcome.Failure wanted, @Nullable Throwable thrown) {
        if (wanted instanceof Outcome.Fail fail) {
            return AttemptProblems.failedForGood(type, StorableText.clean(fail.reason(), MAX_REASON), thrown);
        }
        String reason = wanted instanceof Outcome.RetryIn in ? in.reason() : ((Outcome.RetryAt) wanted).reason();
        if (reason == null && thrown != null) {
            return thrown;
        }
        return AttemptProblems.retryWanted(
                type,
                wanted instanceof Outcome.RetryIn ? "retryIn" : "retryAt",
                reason == null ? null : StorableText.clean(reason, MAX_REASON),
                thrown);
    }

    /** The change of a row whose attempt has failed. */
    private interface Change {
        RowChange of(int failCount, String errors, String failure);
    }

    private Completion failed(Attempt attempt, Throwable error, Change change) {
        String name = error.getClass().getName();
        String text = text(error, name);
        RowChange made = change.of(attempt.row().failCount() + 1, history(attempt, text, name), FailureKey.of(error));
        // counted also if it began on a node that has died
        return new Completion(
                attempt.row().ref(),
                made,
                Completion.Progress.OPEN,
                report(attempt, error, text, made instanceof RowChange.Dead),
                attempt.row().type(),
                attempt.ran());
    }

    private @Nullable AttemptReport report(Attempt attempt, Throwable error, String text, boolean isDead) {
        try {
            return reports.failed(attempt, error, text, isDead);
        } catch (Throwable e) {
            LOG.logSafely(TaskNotices.failureNotReported(attempt.row().ref(), e));
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
            LOG.logSafely(TaskNotices.failureNotKept(name, e));
            return name;
        }
    }

    /** The row's error history with this error, or with its class name. */
    private String history(Attempt attempt, String text, String name) {
        try {
            return errors.append(attempt, text);
        } catch (Throwable e) {
            LOG.logSafely(TaskNotices.failureNotKept(name, e));
            return PlainErrors.append(attempt, name);
        }
    }
}
