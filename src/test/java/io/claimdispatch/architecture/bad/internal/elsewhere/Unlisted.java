package io.claimdispatch.architecture.bad.internal.elsewhere;

/** In a package that is no step. */
public interface Unlisted {}
