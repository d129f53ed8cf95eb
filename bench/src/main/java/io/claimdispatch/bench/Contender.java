package io.claimdispatch.bench;

/**
 * One way to run stored rows. It lives in a JVM of its own for all rounds, so that its code warms up as in production, and
 * rests between two rounds: while another one is measured it claims nothing.
 */
public interface Contender extends AutoCloseable {

    /** Empties the table and stores so many rows, due at once, without running any. Not measured. */
    void prepare(int rows) throws Exception;

    /** Runs them all and returns when each is stored as done. This is what is measured. */
    void run() throws Exception;

    /** In a case about latency, that of each row of the last run in nanoseconds; else none. */
    default long[] latencies() {
        return new long[0];
    }

    /**
     * Counts in the table, after a round and not measured: all rows are done, and none is left. That each task ran
     * once is checked by {@link Executions} afterwards; if publishing was measured, this is where its rows run.
     *
     * @throws IllegalStateException if a row is missing or left; the round then does not count and the benchmark fails
     */
    void verify() throws Exception;
}
