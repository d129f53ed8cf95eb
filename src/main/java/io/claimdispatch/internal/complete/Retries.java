package io.claimdispatch.internal.complete;

import io.claimdispatch.NonRetryableException;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Required;
import io.claimdispatch.internal.common.StandIn;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.AttemptProblems;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.watchdog.Call;
import io.claimdispatch.internal.watchdog.CallWatchdog;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;

/** Answers what follows a failed attempt: asks the row's processor, and the retry policy if that has no answer. */
@Component
@Dependent
class Retries {

    private static final Log LOG = Log.of(Retries.class);

    private final RetryPolicy policy;
    private final ProcessorRetries processors;
    private final TypePolicies policies;
    private final CallWatchdog watchdog;

    @Inject
    Retries(RetryPolicy policy, ProcessorRetries processors, TypePolicies policies, CallWatchdog watchdog) {
        this.policy = policy;
        this.processors = processors;
        this.policies = policies;
        this.watchdog = watchdog;
    }

    /** Whether no attempt may follow this one, whatever delay was chosen. */
    boolean isLast(Attempt attempt) {
        return policies.isLastAttempt(attempt.record());
    }

    /** Whether the error or a cause of it says that no attempt can succeed. Then no processor or policy is asked. */
    static boolean isFinal(Throwable error) {
        return CauseChain.of(error).causes().stream()
                .anyMatch(link -> NonRetryableException.class.isAssignableFrom(StandIn.classOf(link.error())));
    }

    /**
     * The processor's answer; empty if it has none, or if it fails. A hopeless attempt is the policy's alone, which has
     * a method for it: a processor that only wants another delay would repeat it in vain.
     */
    Optional<Outcome.Failure> byProcessor(Attempt attempt, Throwable error) {
        if (AttemptProblems.isHopeless(error)) {
            return Optional.empty();
        }
        try (Call call = watchdog.beginForeignCall("asking the processor for a retry")) {
            // cast here: a caller in a language without generics may have put anything into the answer
            return processors.retryAfter(attempt.record(), error).map(Outcome.Failure.class::cast);
        } catch (Throwable e) {
            // a checked exception too, which other languages throw undeclared
            LOG.logSafely(TaskNotices.processorRetryFailed(attempt.row().ref(), e));
            return Optional.empty();
        }
    }

    /**
     * The retry policy's answer, empty for a dead letter. If the policy fails, the row is not lost: the policy is asked
     * again after the next attempt.
     */
    Optional<Duration> byPolicy(Attempt attempt, Throwable error) {
        try (Call call = watchdog.beginForeignCall("asking the retry policy")) {
            Optional<Duration> delay = AttemptProblems.isHopeless(error)
                    ? Required.answer("RetryPolicy.retryHopeless", policy.retryHopeless(attempt.record(), error))
                    : Required.answer("RetryPolicy.retryAfter", policy.retryAfter(attempt.record(), error));
            return delay.map(StorableTime::nearest);
        } catch (Throwable e) {
            LOG.logSafely(TaskNotices.retryPolicyFailed(attempt.row().ref(), e));
            return Optional.of(Timings.AFTER_A_FAILED_POLICY);
        }
    }
}
