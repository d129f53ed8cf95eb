package io.claimdispatch.spi;

/** The name under which this node claims. Ours is the host's name with a random suffix. */
@FunctionalInterface
public interface NodeIdentity {

    /**
     * The name, at most 100 characters, asked once at start. It must be new at every boot: a node that takes over the name
     * of a dead one would look like its owner.
     */
    String nodeName();
}
