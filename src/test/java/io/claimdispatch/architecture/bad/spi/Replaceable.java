package io.claimdispatch.architecture.bad.spi;

import io.claimdispatch.architecture.bad.internal.store.Backwards;

/** To be replaced by users, and shows the inside. */
public interface Replaceable {
    Backwards inside();
}
