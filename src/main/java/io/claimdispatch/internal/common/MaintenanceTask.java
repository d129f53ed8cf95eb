package io.claimdispatch.internal.common;

import java.time.Duration;

/**
 * Something that a node does at intervals, beside exchanging rows. {@code MaintenanceLoop} finds every bean of this kind, takes the
 * others from the table {@code MaintenanceTasks}, catches whatever they throw, and asks them again soon.
 */
public interface MaintenanceTask {

    /** Pauses after a failure, and most intervals. */
    Duration SOON = Duration.ofSeconds(1);

    /** For the log: could not &hellip;. */
    String doing();

    /** On which thread. */
    MaintenanceThread thread();

    /** How long to wait after a round that went well; asked after each. */
    default Duration interval() {
        return SOON;
    }

    /** Whether it belongs to claiming, and is left out while the node does not claim. */
    default boolean onlyWhileClaiming() {
        return false;
    }

    /** One round. */
    void run();

    /** One thread each, so that what hangs in the one does not hold up the others. */
    enum MaintenanceThread {
        /** What keeps the claims of this node alive, and nothing else. */
        HEARTBEAT,
        /** What works in memory alone and so cannot hang: it watches over the others. */
        WATCH,
        /** What ends calls of the others that hang, and might hang over it: some drivers wait for the reading thread. */
        RESCUE,
        /** What asks the database alone, whose answers are bounded: no code of others runs here. */
        MAINTENANCE,
        /** What takes back rows of dead nodes, and asks the user's retry policy about each. */
        RECOVERY,
        /** What asks the user's processors which types they support. */
        DISCOVERY,
        /** What asks the batch runtime, which has connections of its own and bounds for none of them. */
        BATCH,
        /** What cancels stages, which runs the code of users that depends on them. */
        STAGES
    }
}
