package io.claimdispatch.internal.dispatch.chunk;

import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.complete.LastResort;
import io.claimdispatch.internal.dispatch.AttemptEnd;
import io.claimdispatch.internal.dispatch.Interruption;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.function.Function;

/**
 * Ends the attempts of a chunk together, as {@link AttemptEnd} ends one: each row gets one outcome, and an interruption
 * decides for all of them. An error of several rows makes none of them a dead letter.
 */
@Component
@Dependent
class ChunkEnd {

    private final RunningRows running;
    private final Completions outcomes;
    private final AttemptEnd attemptEnd;
    private final FinishedWork finished;

    @Inject
    ChunkEnd(RunningRows running, Completions outcomes, AttemptEnd attemptEnd, FinishedWork finished) {
        this.running = running;
        this.outcomes = outcomes;
        this.attemptEnd = attemptEnd;
        this.finished = finished;
    }

    /**
     * The call returned.
     *
     * @param returned one outcome for each row
     */
    void returned(List<Attempt> attempts, List<Outcome> returned) {
        Interruption interruption = running.end(attempts.get(0));
        for (int i = 0; i < attempts.size(); i++) {
            Outcome outcome = returned.get(i);
            add(
                    attempts.get(i),
                    attempt -> interruption == null
                            ? outcomes.of(attempt, outcome)
                            : attemptEnd.interrupted(attempt, interruption, null));
        }
    }

    /** The call, or what should have come before it, threw. */
    void threw(List<Attempt> attempts, Throwable error) {
        Interruption interruption = running.end(attempts.get(0));
        for (Attempt each : attempts) {
            add(
                    each,
                    attempt -> interruption == null
                            ? outcomes.failure(attempt, error, attempts.size())
                            : attemptEnd.interrupted(attempt, interruption, error));
        }
    }

    private void add(Attempt attempt, Function<Attempt, Completion> completion) {
        finished.add(LastResort.orElse(attempt, () -> completion.apply(attempt)));
    }
}
