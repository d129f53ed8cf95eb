package io.claimdispatch;

/**
 * Turns a due row into the job that does the work. Annotate the implementation with {@link Processor}.
 *
 * <p>{@link #toJob} runs after the claim has been committed, outside of any transaction, with a request context, on a
 * thread of the executor. It should decide and not work: what it does is not repeated by a batch restart. What it throws
 * is a failed attempt of that row and of no other. {@code @Asynchronous} on it or on the class stops the deployment; for
 * work that goes on without a thread it returns {@link Job#async}.
 */
public interface LogProcessor {

    /**
     * Whether this processor handles a type that its family matches. Asked once a type on each node and then remembered,
     * so the answer must not depend on anything else.
     */
    default boolean supports(String type) {
        return true;
    }

    /**
     * The job for one row.
     *
     * @param row the claimed row: its id, key and attempt are what a job needs to be idempotent
     * @throws Exception counts as a failed attempt, and is kept in the row
     */
    Job toJob(LogRecord row) throws Exception;
}
