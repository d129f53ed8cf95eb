package io.claimdispatch.cluster;

import java.util.Set;

/**
 * Something that was done to the nodes or their database.
 *
 * @param nodes the names of those that it met
 * @param from in microseconds since 1970
 * @param until when it was over, the same
 */
record Fault(Kind kind, Set<String> nodes, long from, long until) {

    /** What can be done. */
    enum Kind {
        KILL(2),
        BACKENDS_TERMINATED(2),
        /** Nothing comes through; afterwards everything arrives. */
        NETWORK_HELD(1),
        /** Nothing comes through; afterwards the connections are broken. */
        NETWORK_LOST(1),
        /** One of the two for a minute, ten times as long as a lease. */
        BLACK_HOLE(1),
        DATABASE_RESTARTED(1),
        DATABASE_CRASHED(1),
        SUSPENDED(1),
        REDEPLOYED(1);

        private final int cards;

        Kind(int cards) {
            this.cards = cards;
        }

        /** Whether a node may lose leases of rows that it still runs: its heartbeats need the database. */
        boolean endsLeases() {
            return this == NETWORK_HELD
                    || this == NETWORK_LOST
                    || this == BLACK_HOLE
                    || this == BACKENDS_TERMINATED
                    || this == DATABASE_RESTARTED
                    || this == DATABASE_CRASHED;
        }

        boolean stopsBatchJobs() {
            return this == SUSPENDED || this == REDEPLOYED;
        }

        /** How many of it are in each round but the first. */
        int cards() {
            return cards;
        }
    }
}
