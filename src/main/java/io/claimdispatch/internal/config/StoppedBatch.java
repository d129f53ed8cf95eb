package io.claimdispatch.internal.config;

/** What becomes of a row whose batch execution an operator has stopped. */
public enum StoppedBatch {
    /** Dead letter: it waits for an operator, who requeues it to go on from the checkpoint. */
    DEAD,
    /** A failed attempt: the retry policy decides when it goes on. */
    RETRY
}
