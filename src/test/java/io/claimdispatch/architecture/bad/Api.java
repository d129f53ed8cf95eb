package io.claimdispatch.architecture.bad;

import io.claimdispatch.architecture.bad.internal.store.Backwards;

/** Of the API, and shows the inside. */
public interface Api {
    Backwards inside();
}
