package io.claimdispatch.internal.node;

/** Reports whether the server is suspended, and does nothing about it: {@link Suspension} decides. */
interface SuspensionSource {

    /** What is known now; asked four times a second. Never throws. */
    Report report();

    /** What a source knows. */
    enum Report {
        /** Nothing: the next source is asked. */
        UNKNOWN,
        RUNNING,
        /** There are signs that it is suspended, which may have other reasons. So they end nothing that runs. */
        PRESUMABLY_SUSPENDED,
        SUSPENDED
    }
}
