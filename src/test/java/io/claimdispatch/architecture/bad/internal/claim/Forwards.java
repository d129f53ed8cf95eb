package io.claimdispatch.architecture.bad.internal.claim;

import io.claimdispatch.architecture.bad.internal.store.Backwards;

/** A later step that uses an early one, as it may. */
public interface Forwards {
    Backwards earlier();
}
