package io.claimdispatch;

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
}
