package io.claimdispatch.spi;

/** Names this node in its claims. The default is the host's name with a random suffix. */
@FunctionalInterface
public interface NodeIdentity {

    /**
     * The name, at most 100 characters. Called once, at start. The name must be new at every boot: a node with the name
     * of a dead one would look like the owner of its rows.
     */
    String nodeName();
}
