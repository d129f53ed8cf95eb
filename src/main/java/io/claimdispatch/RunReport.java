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

    /** The sums of both. */
    public RunReport plus(RunReport other) {
        return new RunReport(claimed + other.claimed, dispatched + other.dispatched, failed + other.failed);
    }
}
