package io.claimdispatch.architecture.bad.internal.store.lease;

import io.claimdispatch.architecture.bad.internal.store.claim.Eager;

/** A role uses another one. */
public interface Sideways {
    Eager other();
}
