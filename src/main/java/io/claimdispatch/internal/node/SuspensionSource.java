package io.claimdispatch.internal.node;

/** Reports whether the server is suspended; {@link Suspension} decides what follows. */
interface SuspensionSource {

    /** The current report; called four times a second. Never throws. */
    Report report();

    /** The knowledge of a source. */
    enum Report {
        /** Nothing is known; the next source is asked. */
        UNKNOWN,
        RUNNING,
        /** There are signs of a suspension, which may have other causes, and so end no running work. */
        PRESUMABLY_SUSPENDED,
        SUSPENDED
    }
}
