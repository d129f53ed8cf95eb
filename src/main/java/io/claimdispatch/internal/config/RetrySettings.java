package io.claimdispatch.internal.config;

import java.time.Duration;

/**
 * The settings of the default retry policy.
 *
 * @param maxAttempts {@code claim-dispatch.retry.max-attempts}, default 10: the number of failed attempts after which a
 *     row is a dead letter; {@code claim-dispatch.retry.max-attempts.types} sets it by type, like {@code report.*=3}
 * @param initialDelay {@code claim-dispatch.retry.initial-delay}, default PT10S: the delay before the second attempt;
 *     {@code claim-dispatch.retry.initial-delay.types} sets it by type, like {@code report.*=PT5M}
 * @param factor {@code claim-dispatch.retry.factor}, default 2: the factor by which each further delay grows
 * @param maxDelay {@code claim-dispatch.retry.max-delay}, default PT1H: the longest delay, unless the initial one is
 *     longer
 * @param jitter {@code claim-dispatch.retry.jitter}, default 0.2: the fraction by which each delay is randomly
 *     shortened or lengthened, so that rows that failed together do not retry together
 */
public record RetrySettings(
        TypeValues<Integer> maxAttempts,
        TypeValues<Duration> initialDelay,
        double factor,
        Duration maxDelay,
        double jitter) {

    /** The allowed numbers of attempts. */
    public static final PolicyValue<Integer> MAX_ATTEMPTS = PolicyValue.number(1, 1_000);

    /** The allowed initial delays. */
    public static final PolicyValue<Duration> INITIAL_DELAY = PolicyValue.duration(Duration.ZERO, Duration.ofDays(1));

    static RetrySettings read(SettingsReader reader) {
        return new RetrySettings(
                TypeValues.read(
                        reader,
                        reader.value("claim-dispatch.retry.max-attempts", 10, MAX_ATTEMPTS),
                        "claim-dispatch.retry.max-attempts.types",
                        MAX_ATTEMPTS,
                        "report.*=3"),
                TypeValues.read(
                        reader,
                        reader.value("claim-dispatch.retry.initial-delay", Duration.ofSeconds(10), INITIAL_DELAY),
                        "claim-dispatch.retry.initial-delay.types",
                        INITIAL_DELAY,
                        "report.*=PT5M"),
                reader.fraction("claim-dispatch.retry.factor", 2.0, 1.0, 100.0),
                reader.duration(
                        "claim-dispatch.retry.max-delay", Duration.ofHours(1), Duration.ZERO, Duration.ofDays(30)),
                reader.fraction("claim-dispatch.retry.jitter", 0.2, 0.0, 1.0));
    }
}
