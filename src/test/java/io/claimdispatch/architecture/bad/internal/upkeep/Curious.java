package io.claimdispatch.architecture.bad.internal.upkeep;

import io.claimdispatch.architecture.bad.internal.node.Start;

/** Maintenance uses the node that runs it. */
public interface Curious {
    Start start();
}
