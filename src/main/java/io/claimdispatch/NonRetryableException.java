package io.claimdispatch;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Thrown by the work of an action that can never succeed: the attempt has failed, and the row is a dead letter at once,
 * however many attempts are left. The same as {@link Outcome#fail}, with the stack and the cause of an exception. In an
 * {@linkplain Job#atomic atomic} task it rolls the work back, where {@code Outcome.fail} commits it.
 *
 * <p>It counts wherever it is thrown: in a task, a stage, {@link LogProcessor#toJob}, a rule predicate or the reading of
 * a payload; from a batch step only on servers that report the exception of a step (WildFly does). It also counts as a
 * cause of any other exception, at any depth, since containers wrap what is thrown; to have such a failure retried,
 * throw another exception without it as a cause. As a suppressed exception it does not count.
 *
 * <p>Neither the {@link io.claimdispatch.spi.RetryPolicy} nor {@link LogProcessor#retryAfter} is asked. An application
 * may define subclasses.
 *
 * <pre>{@code
 * @Processor("order.pay")
 * public void pay(Order order) {
 *     try {
 *         payments.book(order);
 *     } catch (IllegalArgumentException e) {
 *         throw new NonRetryableException("the bank refuses the order", e);
 *     }
 * }
 * }</pre>
 */
public class NonRetryableException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    /**
     * Creates one with a message.
     *
     * @param message why no attempt can succeed; kept in the row's error history
     */
    public NonRetryableException(@Nullable String message) {
        super(message);
    }

    /**
     * Creates one with a message and a cause.
     *
     * @param message why no attempt can succeed; kept in the row's error history
     * @param cause the underlying exception, kept there too
     */
    public NonRetryableException(@Nullable String message, @Nullable Throwable cause) {
        super(message, cause);
    }

    /**
     * Creates one with a cause, whose class and message become its message.
     *
     * @param cause the underlying exception, kept in the row's error history
     */
    public NonRetryableException(@Nullable Throwable cause) {
        super(cause);
    }
}
