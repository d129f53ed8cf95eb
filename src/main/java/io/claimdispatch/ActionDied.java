package io.claimdispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An action has failed for good, and its row is {@link ActionState#DEAD}.
 *
 * <p>For {@code @Observes} and {@code @ObservesAsync}. It is fired after the change has been committed, outside of any
 * transaction, on a thread of its own that all events of this node share; with a request context. At most once: events that
 * wait when the node stops, or for which there is no room behind observers that are too slow, are lost. Use observers for alerts
 * and counters. Publish an action for anything that must happen. What an observer throws is logged and changes nothing.
 *
 * @param table where the row stands
 * @param id of the row
 * @param type of the row
 * @param key its idempotency key, if it has one
 * @param attempt the last one, beginning with 1
 * @param causes class and message of what it failed with and of its causes, the outermost first
 * @param error the same with frames, as the row keeps it
 */
public record ActionDied(
        String table, long id, String type, @Nullable String key, int attempt, List<String> causes, String error) {

    /** Checks that all is there. */
    public ActionDied {
        Given.value("table", table);
        Given.value("type", type);
        causes = Given.list("causes", causes);
        Given.value("error", error);
    }
}
