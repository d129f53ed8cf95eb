package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what follows a failed attempt. The default is an exponential backoff with jitter, up to a maximum number of
 * Decides after an ordinary failure. A payload or a rule that this node cannot read is one too: during a rolling
 * upgrade another node may be able to read it.
 */
@FunctionalInterface
public interface RetryPolicy {

    /**
     * Decides after an ordinary failure. A payload or a rule that this node cannot read is one too: during a rolling
     * upgrade another node may be able to read it.
     *
     * @param row the row, never null; its {@link LogRecord#attempt()} is the one that has just failed. All its methods
     *     may be called, but reading the payload throws if it cannot be read. After CLAIM0029, a row too large to be
     *     read, its payload is {@code {}}
     * @param error what it failed with, never null: the exception of the task, unwrapped, or a {@link
     *     io.claimdispatch.ClaimDispatchException}
     * @return the delay before the next attempt, on the database's clock; a negative one counts as zero, and the longest is
     *     365,000 days. Empty makes the row a dead letter
     */
    Optional<Duration> retryAfter(LogRecord row, Throwable error);

    /**
     * Called instead of {@link #retryAfter} if no node could succeed until a person fixes something: the payload is not
     * JSON (CLAIM0070), the XML of a batch job is missing or invalid (CLAIM0085), or the job repository cannot store
     * the job's parameters (CLAIM0086). By default the row becomes a dead letter at once.
     *
     * @param row the row, never null; its {@link LogRecord#attempt()} is the one that has just failed
     * @param error what it failed with, never null
     * @return the delay before the next attempt, for example until a payload is corrected or an XML is deployed; empty
     *     makes the row a dead letter
     */
    default Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
        return Optional.empty();
    }
}
