package io.claimdispatch.internal.config;

import java.time.Instant;

/** The clock of this node. It never decides what is due: the database's clock does. */
@FunctionalInterface
public interface ApplicationClock {

    /** The current time of the node. */
    Instant now();
}
