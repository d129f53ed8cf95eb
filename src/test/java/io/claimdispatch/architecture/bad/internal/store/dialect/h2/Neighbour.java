package io.claimdispatch.architecture.bad.internal.store.dialect.h2;

import io.claimdispatch.architecture.bad.internal.store.dialect.derby.Derby;

/** A dialect uses that of another database. */
public interface Neighbour {
    Derby derby();
}
