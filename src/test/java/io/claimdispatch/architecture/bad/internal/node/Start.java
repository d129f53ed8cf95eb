package io.claimdispatch.architecture.bad.internal.node;

/** Of the node, which knows the steps. */
public interface Start {}
