package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.complete.LastResort;
import io.claimdispatch.internal.statistics.Statistics;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Ends attempts, on the threads that ran them. An interrupted attempt ends according to the reason for the interrupt,
 * even if its job did not throw: code, or a library deep below, that catches an {@link InterruptedException} and
 * returns has left work undone, which is not visible from here; counting it as success would lose that work.
 *
 * <p>Nothing is thrown past the end of an attempt: an outcome that cannot be created becomes the {@link LastResort}.
 */
@Component
@Dependent
public class AttemptEnd {

    private final RunningRows running;
    private final Completions outcomes;
    private final FinishedWork finished;
    private final Statistics statistics;

    @Inject
    AttemptEnd(RunningRows running, Completions outcomes, FinishedWork finished, Statistics statistics) {
        this.running = running;
        this.outcomes = outcomes;
        this.finished = finished;
        this.statistics = statistics;
    }

    /** The job returned; {@code null} is success. */
    public void returned(Attempt attempt, @Nullable Outcome outcome) {
        end(attempt, null, () -> outcomes.of(attempt, outcome));
    }

    /** The job, or the code that should have created it, threw. */
    public void threw(Attempt attempt, Throwable error) {
        end(attempt, error, () -> outcomes.failure(attempt, error));
    }

    /** The stage of a row without a thread has completed with a value; {@code null} is success. */
    void returned(RunningRow row, @Nullable Outcome outcome) {
        end(row.attempt(), row.end(), null, () -> outcomes.of(row.attempt(), outcome));
    }

    /** The stage of a row without a thread has completed with an exception. */
    void threw(RunningRow row, Throwable error) {
        end(row.attempt(), row.end(), error, () -> outcomes.failure(row.attempt(), error));
    }

    /** The rules did not hold. */
    public void skipped(Attempt attempt, String reason) {
        end(attempt, null, () -> outcomes.skipped(attempt, reason));
    }

    /** An atomic task has ended with this completion. */
    public void decided(Completion completion) {
        finished.add(completion);
    }

    /** The row has not begun, and is given back. */
    public void released(Attempt attempt) {
        finished.add(outcomes.released(attempt));
    }

    /** Gives back a row for which no attempt has begun. */
    public void released(ClaimRef row) {
        finished.add(outcomes.released(row));
    }

    /**
     * Call this before a step that must not begin if the row was interrupted.
     *
     * @throws InterruptedException if the row has been interrupted, even if that was swallowed
     */
    public void check(Attempt attempt) throws InterruptedException {
        if (running.isInterrupted(attempt)) {
            throw new InterruptedException("interrupted");
        }
    }

    /** The user's code has finished with the row; the following steps are ours, and must not be interrupted. */
    public void over(Attempt attempt) {
        running.end(attempt);
    }

    /**
     * Hands the row over to the batch runtime. From now on its thread is not interrupted, since half a start of an
     * execution could not be undone.
     *
     * @return false if the row had already been interrupted, and has now ended
     */
    boolean handOver(Attempt attempt) {
        Interruption late = running.end(attempt);
        if (late != null) {
            finished.add(LastResort.orElse(attempt, () -> interrupted(attempt, late, null)));
        }
        return late == null;
    }

    private void end(Attempt attempt, @Nullable Throwable error, Supplier<Completion> own) {
        end(attempt, running.leave(attempt), error, own);
    }

    private void end(
            Attempt attempt, @Nullable Interruption interruption, @Nullable Throwable error, Supplier<Completion> own) {
        // one that a run by hand ends on its caller's thread has not
        statistics.begins(attempt);
        finished.add(LastResort.orElse(
                attempt, () -> interruption == null ? own.get() : interrupted(attempt, interruption, error)));
    }

    /**
     * The completion of an interrupted attempt. The time limit of a chunk is that of all the rows it has begun with:
     * whichever it strikes, others may have used up the time.
     */
    public Completion interrupted(Attempt attempt, Interruption interruption, @Nullable Throwable error) {
        if (interruption instanceof Interruption.TimeLimit exceeded) {
            return outcomes.failure(
                    attempt,
                    AttemptProblems.timeLimitExceeded(attempt.row().type(), exceeded.limit(), error),
                    attempt.together());
        }
        return outcomes.released(attempt);
    }
}
