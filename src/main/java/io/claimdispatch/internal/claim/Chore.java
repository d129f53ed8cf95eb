package io.claimdispatch.internal.claim;

import java.time.Duration;

/**
 * Something that a node does at intervals, beside exchanging rows. Every bean of this kind is found by {@link Housekeeping},
 * which catches whatever it throws and asks it again soon.
 */
interface Chore {

    /** Pauses after a failure, and most intervals. */
    Duration SOON = Duration.ofSeconds(1);

    /** For the log: could not &hellip;. */
    String doing();

    /** On which thread. */
    Lane lane();

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
    enum Lane {
        /** What keeps the claims of this node alive, and nothing else. */
        HEARTBEAT,
        /** What works in memory alone and so cannot hang: it watches over the others. */
        WATCH,
        /** What ends calls of the others that hang, and might hang over it: some drivers wait for the reading thread. */
        RESCUE,
        /** What asks the database or the batch runtime. */
        MAINTENANCE
    }
}
