package io.claimdispatch.architecture.bad.internal.claim;

import io.claimdispatch.architecture.bad.internal.dispatch.Admission;

/** The claim uses what takes its rows over. */
public interface Reverse {
    Admission admission();
}
