package io.claimdispatch.internal.dispatch;

import java.time.Duration;

/** Why a row is interrupted. The reason decides what happens to the row, however its job then ends. */
public sealed interface Interruption {

    /**
     * The job exceeded its time limit: a failed attempt.
     *
     * @param limit the time limit of its type
     */
    record TimeLimit(Duration limit) implements Interruption {}

    /** The node stops or stays suspended: not the row's fault, so it is given back without a failed attempt. */
    record Drained() implements Interruption {}
}
