package io.claimdispatch.internal.route;

import io.claimdispatch.Job;

/** The result of routing a claimed row. */
public sealed interface Routed {

    /**
     * The row is to be dispatched.
     *
     * @param job the job to run
     */
    record ToRun(Job job) implements Routed {}

    /**
     * The row is to be called together with others.
     *
     * @param argument what the processor takes of it
     */
    record ToCall(Object argument) implements Routed {}

    /**
     * The row is skipped, because its rules do not hold.
     *
     * @param reason the rule that did not hold, stored in the row
     */
    record Skipped(String reason) implements Routed {}
}
