package io.claimdispatch.architecture.bad.internal.console;

/** In a package that is no step yet. */
public interface Unlisted {}
