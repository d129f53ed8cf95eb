package io.claimdispatch;

/**
 * What one run of the {@link Scheduler} did.
 *
 * @param claimed rows that were claimed
 * @param dispatched of them, those whose job was handed to the executor or to the batch runtime, or was decided at once
 * @param failed of them, those for which no job could be made; each has its own error in its row
 */
public record RunReport(int claimed, int dispatched, int failed) {

    /** A run that found nothing. */
    public static final RunReport NOTHING = new RunReport(0, 0, 0);

    /** The sums of both; each stays at the largest {@code int} when it would exceed it. */
    public RunReport plus(RunReport other) {
        Given.value("other", other);
        return new RunReport(sum(claimed, other.claimed), sum(dispatched, other.dispatched), sum(failed, other.failed));
    }

    private static int sum(int one, int other) {
        return (int) Math.max(Integer.MIN_VALUE, Math.min(Integer.MAX_VALUE, (long) one + other));
    }
}
