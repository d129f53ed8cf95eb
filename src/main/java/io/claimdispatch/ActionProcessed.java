package io.claimdispatch;

import org.jspecify.annotations.Nullable;

/**
 * CDI event: an action has succeeded, and its row is {@link ActionState#PROCESSED}.
 *
 * <p>Observe it with {@code @Observes} or {@code @ObservesAsync}. It is fired after the change has been committed,
 * outside of any transaction, with a request context, on one thread that all events of this node share. It is fired at
 * most once: events still queued when the node stops, or for which slow observers leave no room, are lost. Use
 * observers for alerts and counters; publish an action for anything that must happen. An exception of an observer is
 * logged and changes nothing.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class ProcessedMails {
 *
 *     private final java.util.concurrent.atomic.LongAdder count = new java.util.concurrent.atomic.LongAdder();
 *
 *     void processed(@ObservesAsync ActionProcessed action) {
 *         if (action.type().startsWith("email.")) {
 *             count.increment();
 *         }
 *     }
 * }
 * }</pre>
 *
 * @param table the table of the row
 * @param id the id of the row
 * @param type the type of the row
 * @param key its idempotency key, or null if it has none
 * @param attempt the number of the attempt that succeeded, beginning with 1
 */
public record ActionProcessed(
        String table, long id, String type, @Nullable String key, int attempt) {

    /** Rejects null where it is not allowed. */
    public ActionProcessed {
        Given.value("table", table);
        Given.value("type", type);
    }
}
