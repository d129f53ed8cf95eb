package io.claimdispatch.internal.config;

/** What happens to a row whose batch execution an operator has stopped. */
public enum StoppedBatch {
    /** A dead letter: an operator requeues it to continue from the checkpoint. */
    DEAD,
    /** A failed attempt: the retry policy decides when it continues. */
    RETRY
}
