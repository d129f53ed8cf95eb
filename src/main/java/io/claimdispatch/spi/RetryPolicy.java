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
     * Asked after each failed attempt, outside of any transaction. A payload or a rule that this node cannot read is one too:
     * during a rolling upgrade another node may know it.
     *
     * @param row the row; its {@link LogRecord#attempt()} is the one that has just failed
     * @param error what it failed with
     * @return how long to wait, on the database's clock, before the next attempt; empty makes the row a dead letter
     */
    Optional<Duration> retryAfter(LogRecord row, Throwable error);

    /**
     * Asked instead of {@link #retryAfter} when no node could succeed before a person has mended something: the payload is no
     * JSON (CLAIM0070), the XML of a batch job is missing or is no job (CLAIM0085), or the job repository cannot store the
     * job's parameters (CLAIM0086). By default the row is a dead letter at once.
     *
     * @param row the row; its {@link LogRecord#attempt()} is the one that has just failed
     * @param error what it failed with
     * @return how long to wait before the next attempt, for example for a payload to be corrected or an XML to be deployed; empty makes the row a dead
     *     letter
     */
    default Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
        return Optional.empty();
    }
}
