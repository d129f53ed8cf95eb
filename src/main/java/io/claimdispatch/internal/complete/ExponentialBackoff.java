package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.config.RetrySettings;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.policy.TypePolicies;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * The default retry policy, by {@link RetrySettings} and the policies of the row's type: each delay is longer than the
 * previous one by a factor, up to a maximum.
 */
@ApplicationScoped
class ExponentialBackoff implements RetryPolicy {

    private RetrySettings settings;
    private TypePolicies policies;

    /** For the client proxy. */
    @SuppressWarnings("NullAway.Init")
    ExponentialBackoff() {}

    @Inject
    ExponentialBackoff(Settings settings, TypePolicies policies) {
        this(settings.retry(), policies);
    }

    ExponentialBackoff(RetrySettings settings, TypePolicies policies) {
        this.settings = settings;
        this.policies = policies;
    }

    @Override
    public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
        if (policies.isLastAttempt(row)) {
            return Optional.empty();
        }
        // the power may be infinite: the minimum bounds it, and zero times infinity is handled as zero
        double first = seconds(policies.initialDelay(row.type()));
        double longest = Math.max(first, seconds(settings.maxDelay()));
        double power = Math.pow(settings.factor(), Math.max(0, row.attempt() - 1.0));
        double seconds = first == 0 ? 0 : Math.min(first * power, longest);
        double jittered =
                seconds * (1 + settings.jitter() * ThreadLocalRandom.current().nextDouble(-1, 1));
        return Optional.of(Duration.ofMillis(Math.round(jittered * 1000)));
    }

    private static double seconds(Duration duration) {
        return duration.toSeconds() + duration.getNano() / 1e9;
    }
}
