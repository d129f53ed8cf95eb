package io.claimdispatch.internal.store.statistics;

/** What statistics count, in the order of their columns. */
public enum Counter {
    /** Rows that publishers of this application committed. */
    PUBLISHED,
    /** Attempts that began. */
    STARTED,
    /** Rows that succeeded. */
    PROCESSED,
    /** Attempts that failed and are repeated. */
    FAILED,
    /** Rows that failed for good. */
    DEAD,
    /** Rows whose rules did not hold. */
    SKIPPED,
    /** Rows whose jobs had nothing left to do. */
    DISCARDED,
    /** Attempts that ended with a snooze. */
    SNOOZED,
    /** Rows whose jobs cancelled them. */
    CANCELLED
}
