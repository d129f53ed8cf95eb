package io.claimdispatch.internal.dispatch;

import java.time.Duration;

/** Why the thread of a row is interrupted. It decides what becomes of the row, however its job then ends. */
public sealed interface Interruption {

    /**
     * The job has run for too long: a failed attempt.
     *
     * @param limit of its type
     */
    record TimeLimit(Duration limit) implements Interruption {}

    /** The node stops or stays suspended: none of the row's faults, so it is given back and nothing is counted. */
    record Drained() implements Interruption {}
}
