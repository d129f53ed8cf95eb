package io.claimdispatch.internal.operate;

import io.claimdispatch.internal.store.statistics.Tally;
import org.jspecify.annotations.Nullable;

/**
 * How often attempts fail, of all types together.
 *
 * @param recent what was counted in the last quarter of an hour
 * @param usual and in the day before
 * @param worst the type with the most failures in the quarter; null if nothing is unusual
 */
public record FailureRates(
        Tally recent, Tally usual, @Nullable String worst) {

    /** So many times the usual rate are too many. */
    private static final int TIMES = 10;

    /** A usual rate below this one counts as this: one failure after a day without any is no trouble. */
    private static final double LEAST_RATE = 0.005;

    /** Fewer failures say nothing about a rate. */
    private static final int LEAST_FAILURES = 5;

    /** Fewer attempts say nothing about what is usual. */
    private static final int LEAST_ATTEMPTS = 50;

    /** Whether many more attempts fail lately than usually do. */
    public boolean areUnusual() {
        return recent.failures() >= LEAST_FAILURES
                && usual.tried() >= LEAST_ATTEMPTS
                && recent.failureRate() >= TIMES * Math.max(LEAST_RATE, usual.failureRate());
    }
}
