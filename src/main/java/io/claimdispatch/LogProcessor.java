package io.claimdispatch;

import java.util.Optional;

/**
 * Turns a due row into a job. Annotate the implementation with {@link Processor}.
 *
 * <p>{@link #toJob} runs after the claim has been committed, outside of any transaction, with a request context, on a
 * thread of the executor. It should decide on the work, not do it: a batch restart does not repeat what it does. An
 * exception is a failed attempt of that row only. {@code @Asynchronous} on the method or its class stops the
 * deployment; return {@link Job#async} for work that continues without a thread.
 *
 * <pre>{@code
 * @Processor("report.*")
 * public class Reports implements LogProcessor {
 *
 *     @Override
 *     public Job toJob(LogRecord row) {
 *         return Job.batch(row.type(), Map.of("order", row.meta().getString("order")));
 *     }
 * }
 * }</pre>
 */
public interface LogProcessor {

    /**
     * Whether this processor handles a type that its family matches. Called once per type on each node, and the answer
     * is remembered, so it must depend on the type alone.
     */
    default boolean supports(String type) {
        return true;
    }

    /**
     * Creates the job for one row.
     *
     * @param row the claimed row; its id, key and attempt help to make the job idempotent
     * @throws Exception a failed attempt; stored in the row
     */
    Job toJob(LogRecord row) throws Exception;

    /**
     * Decides what follows a failed attempt of one of this processor's rows, instead of the retry policy. By default
     * empty: as the {@link io.claimdispatch.spi.RetryPolicy} says.
     *
     * <pre>{@code
     * @Override
     * public Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) {
     *     if (error instanceof IllegalArgumentException) {
     *         return Optional.of(Outcome.fail("the bank refuses the invoice"));
     *     }
     *     if (error instanceof HttpTimeoutException) {
     *         return Optional.of(Outcome.retryIn(Duration.ofHours(1)));
     *     }
     *     return Optional.empty();
     * }
     * }</pre>
     *
     * <p>The attempt counts in any case. After as many failed attempts as its type may have ({@link
     * Processor#maxAttempts}) the row is a dead letter, whatever {@code retryIn} or {@code retryAt} say. The row's
     * error history has the error, and the reason of the answer if there is one.
     *
     * <p>Called once for each failed attempt about which {@code RetryPolicy.retryAfter} would be asked: outside of any
     * transaction, with a request context, on a thread of claim-dispatch that need not be the job's. Not called for an
     * attempt whose job returned an {@link Outcome.Failure}, for a {@link NonRetryableException}, and for failures that
     * {@code RetryPolicy.retryHopeless} decides on. If a node died, the node that takes the row back asks; for a family
     * whose processor overrides {@link #supports}, only if it has met the type since its start. If this method throws or returns null, that is logged (CLAIM0196,
     * CLAIM0197), and the retry policy decides. Keep it quick: a call that hangs is reported (CLAIM0100) and not
     * interrupted.
     *
     * @param row the row; its {@link LogRecord#attempt()} is the one that has just failed
     * @param error what it failed with, unwrapped; CLAIM0064 if its node died, CLAIM0069 if it exceeded its time limit
     * @return {@link Outcome#fail}, {@link Outcome#retryIn retryIn} or {@link Outcome#retryAt retryAt}; empty asks the
     *     retry policy
     * @throws Exception the retry policy decides
     */
    default Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) throws Exception {
        return Optional.empty();
    }
}
