package io.claimdispatch.internal.dispatch;

import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.complete.LastResort;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import jakarta.inject.Inject;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * How attempts end, on the threads that ran them. An attempt that was interrupted ends by the reason for that, whatever its
 * job did: not only if it threw. Code that catches an {@link InterruptedException} and returns, or a library's that does so
 * deep below, has left work undone that cannot be seen from here; to take that for a success would lose it.
 *
 * <p>Nothing is thrown past the end of an attempt: an outcome that cannot be made becomes the {@link LastResort}.
 */
@Component
public class AttemptEnd {

    private final RunningRows running;
    private final Completions outcomes;
    private final FinishedWork finished;

    @Inject
    AttemptEnd(RunningRows running, Completions outcomes, FinishedWork finished) {
        this.running = running;
        this.outcomes = outcomes;
        this.finished = finished;
    }

    /** The job returned; {@code null} is success. */
    public void returned(Attempt attempt, @Nullable Outcome outcome) {
        end(attempt, null, () -> outcomes.of(attempt, outcome));
    }

    /** The job, or what was to make it, threw. */
    public void threw(Attempt attempt, Throwable error) {
        end(attempt, error, () -> outcomes.failure(attempt, error));
    }

    /** The stage of a row that goes on without a thread has completed with a value; {@code null} is success. */
    void returned(RunningRow row, @Nullable Outcome outcome) {
        end(row.attempt(), row.end(), null, () -> outcomes.of(row.attempt(), outcome));
    }

    /** The stage of a row that goes on without a thread has completed with an exception. */
    void threw(RunningRow row, Throwable error) {
        end(row.attempt(), row.end(), error, () -> outcomes.failure(row.attempt(), error));
    }

    /** The rules did not hold. */
    public void skipped(Attempt attempt, String reason) {
        end(attempt, null, () -> outcomes.skipped(attempt, reason));
    }

    /** An atomic task has come as far as its completion says. */
    void decided(Completion completion) {
        finished.add(completion);
    }

    /** The row has not begun, and will not. */
    public void released(Attempt attempt) {
        finished.add(outcomes.released(attempt));
    }

    /** The same, of a row that has not got as far as an attempt. */
    public void released(ClaimRef row) {
        finished.add(outcomes.released(row));
    }

    /**
     * Before a step of the row that must not begin in vain.
     *
     * @throws InterruptedException if the row has been interrupted, even if that was swallowed
     */
    void check(Attempt attempt) throws InterruptedException {
        if (running.isInterrupted(attempt)) {
            throw new InterruptedException("interrupted");
        }
    }

    /** The user's code is through with the row: what follows is ours, and is not to be interrupted. */
    void over(Attempt attempt) {
        running.end(attempt);
    }

    /**
     * The row leaves its thread for the batch runtime. From now on the thread is not interrupted any more: half a start of an
     * execution could not be taken back.
     *
     * @return false if the row was interrupted already: then this was its end
     */
    boolean handOver(Attempt attempt) {
        Interruption late = running.end(attempt);
        if (late != null) {
            finished.add(LastResort.orElse(attempt, () -> completion(attempt, late, null)));
        }
        return late == null;
    }

    private void end(Attempt attempt, @Nullable Throwable error, Supplier<Completion> own) {
        end(attempt, running.end(attempt), error, own);
    }

    private void end(
            Attempt attempt, @Nullable Interruption interruption, @Nullable Throwable error, Supplier<Completion> own) {
        finished.add(LastResort.orElse(
                attempt, () -> interruption == null ? own.get() : completion(attempt, interruption, error)));
    }

    private Completion completion(Attempt attempt, Interruption interruption, @Nullable Throwable error) {
        if (interruption instanceof Interruption.TimeLimit exceeded) {
            return outcomes.failure(
                    attempt, Problems.timeLimitExceeded(attempt.row().type(), exceeded.limit(), error));
        }
        return outcomes.released(attempt);
    }
}
