package io.claimdispatch.internal.policy;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.PolicyValue;
import io.claimdispatch.internal.config.RetentionSettings;
import io.claimdispatch.internal.config.RetrySettings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.config.TypeValues;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Answers what applies to a type: the setting for the type itself, else that for its longest family, else what the
 * processor that routes the type declares, else the general setting.
 *
 * <p>Thread-safe; calls no user code.
 */
@Component
@Dependent
public class TypePolicies {

    private final RetrySettings retry;
    private final TypeValues<Duration> timeLimits;
    private final TypeValues<Priority> priorities;
    private final RetentionSettings retention;
    private final DeclaredPolicies declared;

    @Inject
    public TypePolicies(Settings settings, DeclaredPolicies declared) {
        this(settings.retry(), settings, declared);
    }

    /**
     * Creates policies with other retry settings.
     *
     * @param retry replaces {@link Settings#retry()}
     */
    TypePolicies(RetrySettings retry, Settings settings, DeclaredPolicies declared) {
        this.retry = retry;
        this.timeLimits = settings.timeLimits();
        this.priorities = settings.priorities();
        this.retention = settings.retention();
        this.declared = declared;
    }

    /** The number of failed attempts after which the default retry policy makes a row a dead letter. */
    public int maxAttempts(String type) {
        return retry.maxAttempts().of(type, declared.presumed(type).maxAttempts());
    }

    /** Whether a row becomes a dead letter if its present attempt fails, by the number of attempts. */
    public boolean isLastAttempt(LogRecord row) {
        return row.attempt() >= maxAttempts(row.type());
    }

    /** The delay before the second attempt. */
    public Duration initialDelay(String type) {
        return retry.initialDelay().of(type, declared.presumed(type).initialDelay());
    }

    /** How long an attempt may take; empty for any time. */
    public Optional<Duration> timeLimit(String type) {
        return limited(timeLimits.of(type, declared.presumed(type).timeLimit()));
    }

    /** The priority of a row that is published without one. */
    public Priority priority(String type) {
        return priorities.of(type, declared.presumed(type).priority());
    }

    /**
     * How long a finished row is kept that is no dead letter; empty for ever. A type that no setting names is kept for
     * ever unless it is certain that this node routes it: another application on the same table may have a processor
     * that keeps it longer, and a row deleted by mistake cannot be brought back.
     */
    public Optional<Duration> retention(String type) {
        return retention
                .ended()
                .named(type)
                .or(() -> declared.certain(type).map(policy -> retention.ended().of(type, policy.retention())))
                .flatMap(TypePolicies::limited);
    }

    /** The shortest retention that any type can have; empty if all are kept for ever. */
    public Optional<Duration> shortestRetention() {
        return shortest(Stream.concat(
                retention.ended().all(), declared.all().flatMap(policy -> Stream.ofNullable(policy.retention()))));
    }

    /** How long a dead letter is kept, by the settings alone; empty for ever. */
    public Optional<Duration> deadRetention(String type) {
        return limited(retention.dead().of(type));
    }

    /** The shortest retention that a dead letter of any type can have; empty if all are kept for ever. */
    public Optional<Duration> shortestDeadRetention() {
        return shortest(retention.dead().all());
    }

    private static Optional<Duration> limited(Duration duration) {
        return Optional.of(duration).filter(any -> !any.equals(PolicyValue.NEVER));
    }

    private static Optional<Duration> shortest(Stream<Duration> durations) {
        return durations.min(Duration::compareTo).flatMap(TypePolicies::limited);
    }
}
