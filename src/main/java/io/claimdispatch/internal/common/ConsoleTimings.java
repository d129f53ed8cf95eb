package io.claimdispatch.internal.common;

import java.time.Duration;

/** How long the console waits, and how long it keeps what it has read. A part of {@link Timings}. */
public abstract class ConsoleTimings {

    /** How long the overview of a table is kept, so that many viewers cost no more reads than one. */
    public Duration keptOverview() {
        return Duration.ofSeconds(2);
    }

    /** How long the statistics of all types are kept: they are written once a minute, and may be many rows. */
    public Duration keptStatistics() {
        return Duration.ofSeconds(20);
    }

    /** How long the console waits for the job repository, which has no time limit of its own. */
    public Duration answerOfRepository() {
        return Duration.ofSeconds(3);
    }

    /** How long a read of the console waits for its turn. */
    public Duration turnOfARead() {
        return Duration.ofSeconds(2);
    }

    /** How long one call goes on with a bulk action, and counts for its preview: a page that waits longer looks dead. */
    public Duration bulkStep() {
        return Duration.ofSeconds(2);
    }

    /** How long a preview may begin: what was shown is hardly so any more after this. */
    public Duration bulkPreview() {
        return Duration.ofMinutes(10);
    }

    /** How long a type counts as failing after one of its rows has failed: as long as an operator needs to look at it. */
    public Duration failingNow() {
        return Duration.ofMinutes(10);
    }
}
