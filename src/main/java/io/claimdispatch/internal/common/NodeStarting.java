package io.claimdispatch.internal.common;

/**
 * The event that this node is about to start, fired on a thread with the application's JNDI names. In an EAR on Payara,
 * the start of CDI runs without them.
 */
public final class NodeStarting {

    /** The priority of observers of CDI's start that leave something behind, and so must run after the node's check. */
    public static final int AFTER_THE_CHECK = 3_000;
}
