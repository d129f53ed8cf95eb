package io.claimdispatch.internal.common;

/**
 * The event that this node is about to start, on a thread that sees the names of the application. On Payara the start of CDI
 * does not, in an EAR.
 */
public final class NodeStarting {

    /** The priority of observers of CDI's start that leave something behind, and so must not come before the node's check. */
    public static final int AFTER_THE_CHECK = 3_000;
}
