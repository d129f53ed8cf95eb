package io.claimdispatch;

import org.jspecify.annotations.Nullable;

/**
 * An action has succeeded, and its row is {@link ActionState#PROCESSED}.
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
 * @param attempt the one that succeeded, beginning with 1
 */
public record ActionProcessed(
        String table, long id, String type, @Nullable String key, int attempt) {

    /** Checks that all is there. */
    public ActionProcessed {
        Given.value("table", table);
        Given.value("type", type);
    }
}
