package io.claimdispatch.architecture.bad.internal.store.statements;

import io.claimdispatch.architecture.bad.internal.store.dialect.derby.Derby;

/** Statements use the dialect that is composed of them. */
public interface Eager {
    Derby derby();
}
