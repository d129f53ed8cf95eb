package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.RetrySettings;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * How many attempts a row has. The only place that knows it: the default retry policy asks here, and so do outcomes
 * that choose their own delay.
 */
@Component
@Dependent
class AttemptLimit {

    private final RetrySettings settings;

    @Inject
    AttemptLimit(Settings settings) {
        this(settings.retry());
    }

    AttemptLimit(RetrySettings settings) {
        this.settings = settings;
    }

    /** Whether this attempt is the last one of its row, so that its failure makes the row a dead letter. */
    boolean isLast(LogRecord attempt) {
        return attempt.attempt() >= settings.maxAttempts();
    }
}
