package io.claimdispatch.internal.route;

import io.claimdispatch.Job;

/** Where a claimed row goes from here. */
public sealed interface Routed {

    /**
     * To the dispatcher.
     *
     * @param job its work
     */
    record ToRun(Job job) implements Routed {}

    /**
     * Nowhere: its rules do not hold.
     *
     * @param reason which, for the row
     */
    record Skipped(String reason) implements Routed {}
}
