package io.claimdispatch.architecture.bad.internal.store.dialect.derby;

import io.claimdispatch.architecture.bad.internal.store.dialect.innodb.Shared;

/** A dialect uses what two of them have in common, as it may. */
public interface Derby {
    Shared shared();
}
