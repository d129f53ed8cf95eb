package io.claimdispatch.architecture.bad.internal.store.dialect.innodb;

/** What two databases have in common. */
public interface Shared {}
