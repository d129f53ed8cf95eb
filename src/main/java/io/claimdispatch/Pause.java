package io.claimdispatch;

import java.time.Instant;

/**
 * A type or family whose rows are not claimed until an operator resumes it.
 *
 * <pre>{@code
 * for (Pause pause : actionLogs.paused()) {
 *     System.out.println(pause.pattern() + " is paused by " + pause.who() + ": " + pause.why());
 * }
 * }</pre>
 *
 * @param pattern a type, or a family like {@code order.*}
 * @param who the operator who paused it last
 * @param why the reason given by that operator
 * @param since when it was first paused, by the database's clock
 */
public record Pause(String pattern, String who, String why, Instant since) {

    /** Rejects null. */
    public Pause {
        Given.value("pattern", pattern);
        Given.value("who", who);
        Given.value("why", why);
        Given.value("since", since);
    }
}
