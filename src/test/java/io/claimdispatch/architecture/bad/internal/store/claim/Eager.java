package io.claimdispatch.architecture.bad.internal.store.claim;

import io.claimdispatch.architecture.bad.internal.store.dialect.derby.Derby;

/** A role uses the dialect that is composed of roles. */
public interface Eager {
    Derby derby();
}
