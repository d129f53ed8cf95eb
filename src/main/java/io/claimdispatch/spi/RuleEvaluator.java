package io.claimdispatch.spi;

import io.claimdispatch.LogRecord;
import java.util.Optional;

/**
 * Evaluates the rules of a row, just before its processor is asked for the job. The default evaluates them in order and
 * stops at the first that does not hold.
 *
 * <p>Replace it by a bean with {@code @Alternative} and {@code @Priority}, or extend it by a CDI {@code @Decorator}, like
 * this one:
 *
 * <pre>{@code
 * @Decorator
 * @jakarta.annotation.Priority(1)
 * public class OpenPaymentsOnly implements RuleEvaluator {
 *
 *     @Inject
 *     @Delegate
 *     RuleEvaluator rules;
 *
 *     @Inject
 *     Payments payments;
 *
 *     @Override
 *     public Optional<String> refusal(LogRecord row) throws Exception {
 *         boolean open = payments.isOpen(row.meta().getInt("order"));
 *         return open ? rules.refusal(row) : Optional.of("its payment is closed");
 *     }
 * }
 * }</pre>
 *
 * <p><b>Threads and scope.</b> Called by many threads at once, so it must be thread-safe: on the thread that runs the row,
 * or on the caller's thread of {@link io.claimdispatch.Scheduler#runOnce()}. A request context is active; it is the one
 * that the processor gets.
 *
 * <p><b>Transaction.</b> Called after the claim has been committed, outside of any transaction. One that it leaves open is
 * rolled back, and the attempt has failed (CLAIM0068). Other changes to the thread are undone.
 *
 * <p><b>Time.</b> It may block: it is part of the attempt, and the time limit of the type interrupts it, except in {@code
 * runOnce}. Meanwhile the row keeps its lease and its place.
 */
@FunctionalInterface
public interface RuleEvaluator {

    /**
     * Evaluates all rules of a row. Called once for each attempt; not for a row without rules, nor for one whose rules
     * cannot be read (CLAIM0063).
     *
     * @param row the claimed row, never null; all its methods may be called, {@link LogRecord#rules()} is not empty
     * @return empty if the row may run; otherwise the reason with which it ends as skipped, of which 1,000 characters are
     *     stored. Null is a failed attempt (CLAIM0102)
     * @throws Exception a failed attempt of the row; an unknown rule, for example, never passes (CLAIM0062)
     */
    Optional<String> refusal(LogRecord row) throws Exception;
}
