package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * What follows a failed attempt. Ours waits exponentially longer with some jitter, up to a maximum of attempts; see the
 * settings {@code claim-dispatch.retry.*}.
 */
@FunctionalInterface
public interface RetryPolicy {

    /**
     * Asked after each failed attempt, outside of any transaction.
     *
     * @param row the row; its {@link LogRecord#attempt()} is the one that has just failed
     * @param error what it failed with
     * @return how long to wait, on the database's clock, before the next attempt; empty makes the row a dead letter
     */
    Optional<Duration> retryAfter(LogRecord row, Throwable error);
}
