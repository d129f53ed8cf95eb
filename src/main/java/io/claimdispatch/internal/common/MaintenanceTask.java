package io.claimdispatch.internal.common;

import java.time.Duration;

/**
 * A task that a node runs at intervals, beside exchanging rows. {@code MaintenanceLoop} finds all such beans, takes the
 * others from the table {@code MaintenanceTasks}, catches whatever they throw, and runs them again soon.
 */
public interface MaintenanceTask {

    /** Completes the log line "could not &hellip;". */
    String doing();

    /** The thread to run on. */
    MaintenanceThread thread();

    /**
     * How long to wait after a successful run; called after each. After one that failed, it is {@link Timings#soon}.
     */
    default Duration interval(Timings timings) {
        return timings.soon();
    }

    /** Whether it belongs to claiming, and is skipped while the node does not claim. */
    default boolean onlyWhileClaiming() {
        return false;
    }

    /** Runs once. */
    void run();

    /** Runs once on the task's thread when the node has stopped, if the task was planned. Must not take long. */
    default void nodeStopped() {}

    /** One thread each, so that a hanging task does not block the others. */
    enum MaintenanceThread {
        /** Only the heartbeat, which keeps this node's claims alive. */
        HEARTBEAT,
        /** Tasks that work only in memory, so they cannot hang; they watch the others. */
        WATCH,
        /**
         * Tasks that abort the hanging calls of others, and may hang themselves: some drivers wait for the reading
         * thread.
         */
        RESCUE,
        /** Tasks that only use the database, whose answers are bounded; no foreign code runs here. */
        MAINTENANCE,
        /** The recovery of rows of dead nodes, which calls the user's retry policy for each. */
        RECOVERY,
        /** The discovery of types, which calls the user's processors. */
        DISCOVERY,
        /** Tasks that call the batch runtime, whose own connections have no timeout. */
        BATCH,
        /** The cancelling of stages, which runs dependent user code. */
        STAGES
    }
}
