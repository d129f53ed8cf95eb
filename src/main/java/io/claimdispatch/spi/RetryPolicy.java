package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what follows a failed attempt. The default is an exponential backoff with jitter, up to a maximum number of
 * attempts; see the settings {@code claim-dispatch.retry.*}, which {@link io.claimdispatch.Processor#maxAttempts} and
 * {@link io.claimdispatch.Processor#initialDelay} refine by type.
 */
@FunctionalInterface
public interface RetryPolicy {

    /**
     * Called after each failed attempt that neither its job ({@link io.claimdispatch.Outcome.Failure}, {@link
     * io.claimdispatch.NonRetryableException}) nor its processor ({@link io.claimdispatch.LogProcessor#retryAfter}) has
     * decided on, outside of any transaction. A payload or a rule that this node cannot read is a
     * failed attempt too: during a rolling upgrade another node may be able to read it.
     *
     * @param row the row; its {@link LogRecord#attempt()} is the one that has just failed
     * @param error what it failed with
     * @return the delay before the next attempt, on the database's clock; empty makes the row a dead letter
     */
    Optional<Duration> retryAfter(LogRecord row, Throwable error);

    /**
     * Called instead of {@link #retryAfter} if no node could succeed until a person fixes something: the payload is not
     * JSON (CLAIM0070), the XML of a batch job is missing or invalid (CLAIM0085), or the job repository cannot store
     * the job's parameters (CLAIM0086). By default the row becomes a dead letter at once.
     *
     * @param row the row; its {@link LogRecord#attempt()} is the one that has just failed
     * @param error what it failed with
     * @return the delay before the next attempt, for example until a payload is corrected or an XML is deployed; empty
     *     makes the row a dead letter
     */
    default Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
        return Optional.empty();
    }
}
