package io.claimdispatch.architecture.bad.internal.store;

import io.claimdispatch.architecture.bad.internal.claim.Forwards;

/** An early step that uses a later one. */
public interface Backwards {
    Forwards later();
}
