package io.claimdispatch.bench;

/**
 * What was measured of one contender in one round.
 *
 * @param contender its name in the case
 * @param number of the round, from 1
 * @param isWarm whether it comes after the warm-up
 * @param rows how many it ran
 * @param nanos how long that took
 * @param medianNanos the median of the latencies; 0 if the case measures none
 * @param worstNanos their 99th percentile
 * @param jvmCpuNanos CPU of its JVM
 * @param databaseCpuNanos CPU of the database's server; 0 if the database is within the JVM
 * @param otherCpuNanos CPU of everything else on the machine: if it is not near 0, the round was disturbed
 * @param stolenNanos CPU that the hypervisor gave to others
 */
record Round(
        String contender,
        int number,
        boolean isWarm,
        int rows,
        long nanos,
        long medianNanos,
        long worstNanos,
        long jvmCpuNanos,
        long databaseCpuNanos,
        long otherCpuNanos,
        long stolenNanos) {

    private static final double NANOS_PER_SECOND = 1e9;
    private static final double NANOS_PER_MILLI = 1e6;
    private static final double NANOS_PER_MICRO = 1e3;

    double rowsPerSecond() {
        return rows * NANOS_PER_SECOND / nanos;
    }

    double medianMillis() {
        return medianNanos / NANOS_PER_MILLI;
    }

    double worstMillis() {
        return worstNanos / NANOS_PER_MILLI;
    }

    double jvmMicrosPerRow() {
        return jvmCpuNanos / NANOS_PER_MICRO / rows;
    }

    double databaseMicrosPerRow() {
        return databaseCpuNanos / NANOS_PER_MICRO / rows;
    }

    /** How many CPUs others had on average. */
    double otherCpus() {
        return (double) (otherCpuNanos + stolenNanos) / nanos;
    }
}
