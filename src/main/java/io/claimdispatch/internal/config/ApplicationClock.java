package io.claimdispatch.internal.config;

import java.time.Instant;

/** What time this node believes it is. Never decides what is due: that is the database's clock. */
@FunctionalInterface
public interface ApplicationClock {

    /** The node's time. */
    Instant now();
}
