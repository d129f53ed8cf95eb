package io.claimdispatch.internal.batch;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.Attempt;
import io.claimdispatch.internal.complete.AttemptErrors;
import io.claimdispatch.internal.complete.Attempted;
import io.claimdispatch.internal.complete.Completions;
import io.claimdispatch.internal.complete.FinishedWork;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TestSettings;
import io.claimdispatch.internal.policy.TestPolicies;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import jakarta.batch.operations.JobOperator;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executions that a test scripts, with a clock that it moves. */
abstract class WatchedExecutions {

    final ScriptedJobs jobs = new ScriptedJobs();
    final FinishedWork finished = new FinishedWork();
    final Attempt attempt = Attempted.attempt(0, null);
    final Records records = new Records();
    final List<Throwable> asked = new ArrayList<>();
    final Timings timings = new Timings();
    long now;
    Instant wall = Instant.EPOCH;

    @Nullable
    BatchExecutions executions;

    BatchExecutions executions(String... settings) {
        Settings read = TestSettings.of(settings);
        return executions(read, TestPolicies.of(read));
    }

    BatchExecutions executions(Settings read, TypePolicies policies) {
        ApplicationClock clock = () -> wall;
        Completions outcomes = Attempted.outcomes(
                (row, error) -> {
                    asked.add(error);
                    return Optional.of(Duration.ofSeconds(3));
                },
                new AttemptErrors(clock));
        BatchExecutions made = new BatchExecutions(
                new BatchVerdicts(read, policies, outcomes),
                new BatchGuard(read, policies, records, clock, timings),
                outcomes,
                finished,
                new JobOperators(null, null) {
                    @Override
                    public JobOperator get() {
                        return jobs;
                    }
                },
                new Ticker(() -> now),
                timings);
        executions = made;
        return made;
    }

    long start() {
        long id = jobs.start("import", BatchParameters.of(attempt.row(), "import", Map.of()));
        watch(attempt, id, true);
        return id;
    }

    void watch(Attempt attempt, long id, boolean kept) {
        now().watch(new BatchStarted(attempt, "import", id, BatchParameters.claimOf(attempt.row()), "a note", kept));
    }

    BatchExecutions now() {
        return java.util.Objects.requireNonNull(executions);
    }

    List<Completion> after(Duration time) {
        return after(time, true);
    }

    List<Completion> after(Duration time, boolean claiming) {
        now += time.toNanos();
        now().look(jobs, claiming);
        return finished.take(10);
    }

    /** What is written into the row. */
    static final class Records extends ExecutionRecords {

        Records() {
            super(null, null);
        }

        final List<String> kept = new ArrayList<>();
        boolean ours = true;

        @Nullable
        RuntimeException failure;

        @Override
        public boolean keep(ClaimRef ref, long execution, @Nullable String note) {
            if (failure != null) {
                throw failure;
            }
            if (ours) {
                kept.add(execution + " " + note);
            }
            return ours;
        }
    }
}
