package io.claimdispatch;

/**
 * The result of one run of the {@link Scheduler}.
 *
 * <pre>{@code
 * RunReport total = RunReport.NOTHING;
 * RunReport last;
 * do {
 *     last = scheduler.runOnce();
 *     total = total.plus(last);
 * } while (last.claimed() > 0);
 * }</pre>
 *
 * @param claimed the number of rows claimed
 * @param dispatched how many of them had their job handed to the executor or the batch runtime, or decided at once
 * @param failed how many of them got no job; the error is stored in each row
 */
public record RunReport(int claimed, int dispatched, int failed) {

    /** A run that found nothing. */
    public static final RunReport NOTHING = new RunReport(0, 0, 0);

    /** Adds another report; each sum is capped at the largest {@code int}. */
    public RunReport plus(RunReport other) {
        Given.value("other", other);
        return new RunReport(sum(claimed, other.claimed), sum(dispatched, other.dispatched), sum(failed, other.failed));
    }

    private static int sum(int one, int other) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, (long) one + other));
    }
}
