package io.claimdispatch.ear.orders;

import io.claimdispatch.LogRecord;
import io.claimdispatch.spi.RetryPolicy;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import java.time.Duration;
import java.util.Optional;

/** Replaces the policy of claim-dispatch. */
@Alternative
@Priority(1)
@ApplicationScoped
public class OneAttempt implements RetryPolicy {

    @Override
    public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
        return Optional.empty();
    }
}
