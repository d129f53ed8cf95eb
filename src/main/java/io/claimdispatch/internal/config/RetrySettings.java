package io.claimdispatch.internal.config;

import java.time.Duration;

/**
 * The settings of the default retry policy.
 *
 * @param maxAttempts {@code claim-dispatch.retry.max-attempts}, default 10: the number of failed attempts after which a
 *     row is a dead letter
 * @param initialDelay {@code claim-dispatch.retry.initial-delay}, default PT10S: the delay before the second attempt
 * @param factor {@code claim-dispatch.retry.factor}, default 2: the factor by which each further delay grows
 * @param maxDelay {@code claim-dispatch.retry.max-delay}, default PT1H: the longest delay
 * @param jitter {@code claim-dispatch.retry.jitter}, default 0.2: the fraction by which each delay is randomly
 *     shortened or lengthened, so that rows that failed together do not retry together
 */
public record RetrySettings(int maxAttempts, Duration initialDelay, double factor, Duration maxDelay, double jitter) {

    static RetrySettings read(SettingsReader reader) {
        return new RetrySettings(
                reader.number("claim-dispatch.retry.max-attempts", 10, 1, 1_000),
                reader.duration(
                        "claim-dispatch.retry.initial-delay",
                        Duration.ofSeconds(10),
                        Duration.ZERO,
                        Duration.ofDays(1)),
                reader.fraction("claim-dispatch.retry.factor", 2.0, 1.0, 100.0),
                reader.duration(
                        "claim-dispatch.retry.max-delay", Duration.ofHours(1), Duration.ZERO, Duration.ofDays(30)),
                reader.fraction("claim-dispatch.retry.jitter", 0.2, 0.0, 1.0));
    }
}
