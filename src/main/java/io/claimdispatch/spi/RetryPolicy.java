package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import java.time.Duration;
import java.util.Optional;

/**
 * Decides what follows a failed attempt. The default is an exponential backoff with jitter, up to a maximum number of
 * attempts; see the settings {@code claim-dispatch.retry.*} and {@link io.claimdispatch.Processor#maxAttempts}.
 *
 * <p>Replace it by a bean with {@code @Alternative} and {@code @Priority}, or add to it by a CDI {@code @Decorator}, like
 * this one, which gives up at once if the work itself is wrong:
 *
 * <pre>{@code
 * @Decorator
 * @jakarta.annotation.Priority(1)
 * public class GivesUpEarly implements RetryPolicy {
 *
 *     @Inject
 *     @Delegate
 *     RetryPolicy backoff;
 *
 *     @Override
 *     public Optional<Duration> retryAfter(LogRecord row, Throwable error) {
 *         return error instanceof IllegalArgumentException ? Optional.empty() : backoff.retryAfter(row, error);
 *     }
 *
 *     @Override
 *     public Optional<Duration> retryHopeless(LogRecord row, Throwable error) {
 *         return backoff.retryHopeless(row, error);
 *     }
 * }
 * }</pre>
 *
 * <p><b>Calls.</b> One of the two methods is called once for each failed attempt, on the node that stores the failure: of
 * a task, an asynchronous stage or a batch execution, at a time limit, and when a lease has expired (CLAIM0064). It is
 * not called if the job has decided by an {@link io.claimdispatch.Outcome.Failure} or a {@link
 * io.claimdispatch.NonRetryableException}, or its processor by {@link io.claimdispatch.LogProcessor#retryAfter}; nor when
 * a row is snoozed, discarded, cancelled, skipped or given back.
 *
 * <p><b>Threads and scope.</b> Called by many threads at once, so it must be thread-safe: by the thread that ran the row,
 * and for batch executions and expired leases by a thread of the node. Those have no request context, so use
 * {@code @ApplicationScoped}, not {@code @RequestScoped}.
 *
 * <p><b>Transaction.</b> Called outside of any transaction. One that it leaves open is rolled back (CLAIM0163), and other
 * changes to the thread are undone.
 *
 * <p><b>Time.</b> Answer at once. The row keeps its place and its lease until the answer; a policy that hangs for expired
 * leases keeps other such rows waiting. No time limit interrupts it: after {@code claim-dispatch.database-timeout} it is
 * reported (CLAIM0100).
 *
 * <p><b>Errors.</b> Whatever it throws is logged (CLAIM0149), and so is null (CLAIM0102). The attempt counts, the row is
 * tried again after a minute, and the policy is called again if that fails.
 */
@FunctionalInterface
public interface RetryPolicy {

    /**
     * Decides after an ordinary failure. A payload or a rule that this node cannot read is one too: during a rolling
     * upgrade another node may be able to read it.
     *
     * @param row the row, never null; its {@link LogRecord#attempt()} is the one that has just failed, and {@link
     *     LogRecord#maxAttempts()} is how many its type may have, which a policy should respect. All its methods may be
     *     called, but reading the payload throws if it cannot be read. After CLAIM0029, a row too large to be
     *     read, its payload is {@code {}}
     * @param error what it failed with, never null: the exception of the task, unwrapped, or a {@link
     *     io.claimdispatch.ClaimDispatchException}
     * @return the delay before the next attempt, on the database's clock; a negative one counts as zero, and the longest is
     *     365,000 days. Empty makes the row a dead letter. A delay is also used after the last attempt that the type
     *     may have: a policy alone may give a row more
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
