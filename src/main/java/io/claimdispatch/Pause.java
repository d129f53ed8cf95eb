package io.claimdispatch;

import java.time.Instant;

/**
 * A type or family whose rows are not claimed until an operator resumes it.
 *
 * @param pattern a type, or a family like {@code order.*}
 * @param who paused it, the last one to do so
 * @param why the reason that was given with it
 * @param since when it was first paused, by the database's clock
 */
public record Pause(String pattern, String who, String why, Instant since) {

    /** Checks that all is there. */
    public Pause {
        Given.value("pattern", pattern);
        Given.value("who", who);
        Given.value("why", why);
        Given.value("since", since);
    }
}
