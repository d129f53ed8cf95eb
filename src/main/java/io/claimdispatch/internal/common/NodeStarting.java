package io.claimdispatch.internal.common;

/**
 * The event that this node is about to start, on a thread that sees the names of the application. On Payara the start of CDI
 * does not, in an EAR.
 */
public final class NodeStarting {}
