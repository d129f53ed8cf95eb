package io.claimdispatch;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended, if returning normally does not say enough. A task returns it, a stage completes with it, a processor
 * decides it at once by {@link Job#outcome}, and a processor method returns it. Throwing an exception is a failed
 * attempt as well; the retry policy then decides what follows.
 *
 * <pre>{@code
 * @Processor("webhook.send")
 * public Outcome send(Hook hook) throws Exception {
 *     HttpRequest request = HttpRequest.newBuilder(hook.address()).build();
 *     int status = client.send(request, BodyHandlers.discarding()).statusCode();
 *     return switch (status) {
 *         case 200 -> Outcome.success();
 *         case 404 -> Outcome.fail("nothing is at this address");
 *         case 410 -> Outcome.cancel("the receiver has left");
 *         case 429 -> Outcome.snoozeFor(Duration.ofHours(1));
 *         default -> Outcome.retryIn(Duration.ofHours(2), "the receiver answered " + status);
 *     };
 * }
 * }</pre>
 *
 * <table>
 * <caption>What becomes of the row</caption>
 * <tr><th>outcome</th><th>state</th><th>counts as a failed attempt</th><th>where the reason is</th></tr>
 * <tr><td>{@code success}</td><td>PROCESSED</td><td>no</td><td></td></tr>
 * <tr><td>{@code snoozeFor}, {@code snoozeUntil}</td><td>WAITING</td><td>no</td><td></td></tr>
 * <tr><td>{@code retryIn}, {@code retryAt}</td><td>WAITING, or DEAD after the last attempt</td><td>yes</td>
 *     <td>{@code errors}</td></tr>
 * <tr><td>{@code fail}</td><td>DEAD</td><td>yes</td><td>{@code errors}</td></tr>
 * <tr><td>{@code discard}</td><td>DISCARDED</td><td>no</td><td>{@code reason}</td></tr>
 * <tr><td>{@code cancel}</td><td>CANCELLED</td><td>no</td><td>{@code reason}</td></tr>
 * </table>
 *
 * <p>The outcome of an {@linkplain Job#atomic atomic} task, whichever it is, is committed together with the task's
 * work. To undo the work, throw.
 *
 * <p>Each method throws CLAIM0001 for null. A time or delay beyond what every database can hold becomes the nearest
 * possible one, and a reason that is too long is cut off.
 *
 * <pre>{@code
 * @Processor("order.ship")
 * public Outcome ship(Order order) {
 *     if (order.cancelled()) {
 *         return Outcome.discard("the order was cancelled");
 *     }
 *     return order.awaitsPayment() ? Outcome.snoozeFor(Duration.ofHours(1)) : Outcome.success();
 * }
 * }</pre>
 */
public sealed interface Outcome {

    /** Success: the row is marked processed. The same as returning nothing. */
    static Outcome success() {
        return Success.INSTANCE;
    }

    /** Snooze: the row waits until the instant. It counts neither as success nor as failure. */
    static Outcome snoozeUntil(Instant until) {
        return new SnoozeUntil(until);
    }

    /** Snooze: the row waits this long, on the database's clock. It counts neither as success nor as failure. */
    static Outcome snoozeFor(Duration delay) {
        return new SnoozeFor(delay);
    }

    /** Discard: there is nothing left to do. The row ends as {@link ActionState#DISCARDED} and keeps the reason. */
    static Outcome discard(String reason) {
        return new Discard(reason);
    }

    /**
     * Cancel: it must not be done any more. The row ends as {@link ActionState#CANCELLED} and keeps the reason, as if
     * an operator had cancelled it. No failure: no attempt counts, and no event is fired.
     */
    static Outcome cancel(String reason) {
        return new Cancel(reason);
    }

    /**
     * Fail for good: no further attempt can succeed. The attempt counts as a failed one, its entry in the column {@code
     * errors} has the reason (CLAIM0194), and the row is a dead letter at once, however many attempts are left. Neither
     * the retry policy nor {@link LogProcessor#retryAfter} is asked. To say the same by an exception, throw a {@link
     * NonRetryableException}.
     */
    static Failure fail(String reason) {
        return new Fail(reason);
    }

    /**
     * Retry: the attempt has failed, and the next one follows after this delay, on the database's clock. In contrast to
     * a snooze it counts: after as many failed attempts as its type may have ({@link Processor#maxAttempts}) the row is
     * a dead letter instead. No {@link io.claimdispatch.spi.RetryPolicy} is asked.
     */
    static Failure retryIn(Duration delay) {
        return new RetryIn(delay, null);
    }

    /** Like {@link #retryIn(Duration)}, with a reason for the attempt's entry in the column {@code errors}. */
    static Failure retryIn(Duration delay, String reason) {
        return new RetryIn(delay, Given.value("reason", reason));
    }

    /** Like {@link #retryIn(Duration)}, but the next attempt follows at this instant, or at once if it has passed. */
    static Failure retryAt(Instant at) {
        return new RetryAt(at, null);
    }

    /** Like {@link #retryAt(Instant)}, with a reason for the attempt's entry in the column {@code errors}. */
    static Failure retryAt(Instant at, String reason) {
        return new RetryAt(at, Given.value("reason", reason));
    }

    /**
     * The outcomes that count as a failed attempt: those of {@link #fail}, {@link #retryIn(Duration) retryIn} and
     * {@link #retryAt(Instant) retryAt}. {@link LogProcessor#retryAfter} answers with one.
     */
    sealed interface Failure extends Outcome {}

    /** See {@link #success()}. */
    enum Success implements Outcome {
        /** The only one. */
        INSTANCE
    }

    /**
     * See {@link Outcome#snoozeUntil}.
     *
     * @param until the new earliest time
     */
    record SnoozeUntil(Instant until) implements Outcome {

        /** Checks that it is there. */
        public SnoozeUntil {
            Given.value("until", until);
        }
    }

    /**
     * See {@link Outcome#snoozeFor}.
     *
     * @param delay from now, on the database's clock
     */
    record SnoozeFor(Duration delay) implements Outcome {

        /** Checks that it is there. */
        public SnoozeFor {
            Given.value("delay", delay);
        }
    }

    /**
     * See {@link Outcome#discard}.
     *
     * @param reason kept in the row
     */
    record Discard(String reason) implements Outcome {

        /** Checks that it is there. */
        public Discard {
            Given.value("reason", reason);
        }
    }

    /**
     * See {@link Outcome#cancel}.
     *
     * @param reason kept in the row
     */
    record Cancel(String reason) implements Outcome {

        /** Checks that it is there. */
        public Cancel {
            Given.value("reason", reason);
        }
    }

    /**
     * See {@link Outcome#fail}.
     *
     * @param reason kept in the row's error history
     */
    record Fail(String reason) implements Failure {

        /** Checks that it is there. */
        public Fail {
            Given.value("reason", reason);
        }
    }

    /**
     * See {@link Outcome#retryIn(Duration, String)}.
     *
     * @param delay from now, on the database's clock
     * @param reason kept in the row's error history; null for none
     */
    record RetryIn(Duration delay, @Nullable String reason) implements Failure {

        /** Checks the delay. */
        public RetryIn {
            Given.value("delay", delay);
        }
    }

    /**
     * See {@link Outcome#retryAt(Instant, String)}.
     *
     * @param at the earliest time of the next attempt
     * @param reason kept in the row's error history; null for none
     */
    record RetryAt(Instant at, @Nullable String reason) implements Failure {

        /** Checks the time. */
        public RetryAt {
            Given.value("at", at);
        }
    }
}
