package io.claimdispatch;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CDI event: an attempt has failed, and another will follow. The failure of the last attempt is an {@link ActionDied}
 * instead.
 *
 * <p>Observe it with {@code @Observes} or {@code @ObservesAsync}. It is fired after the change has been committed,
 * outside of any transaction, with a request context, on one thread that all events of this node share. It is fired at
 * most once: events still queued when the node stops, or for which slow observers leave no room, are lost. Use
 * observers for alerts and counters; publish an action for anything that must happen. An exception of an observer is
 * logged and changes nothing.
 *
 * @param table the table of the row
 * @param id the id of the row
 * @param type the type of the row
 * @param key its idempotency key, or null if it has none
 * @param attempt the number of the failed attempt, beginning with 1
 * @param causes class and message of the exception and of each of its causes, the outermost first
 * @param error the same with stack frames, as stored in the row
 * @param delay how long until the next attempt is due, counted from when the failure was stored; for {@link
 *     Outcome#retryAt} by this node's clock
 */
public record ActionFailed(
        String table,
        long id,
        String type,
        @Nullable String key,
        int attempt,
        List<String> causes,
        String error,
        Duration delay) {

    /** Rejects null where it is not allowed. */
    public ActionFailed {
        Given.value("table", table);
        Given.value("type", type);
        causes = Given.list("causes", causes);
        Given.value("error", error);
        Given.value("delay", delay);
    }
}
