package io.claimdispatch;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * CDI event: an action has failed for good, and its row is {@link ActionState#DEAD}.
 *
 * <p>Observe it with {@code @Observes} or {@code @ObservesAsync}. It is fired after the change has been committed,
 * outside of any transaction, with a request context, on one thread that all events of this node share. It is fired at
 * most once: events still queued when the node stops, or for which slow observers leave no room, are lost. Use
 * observers for alerts and counters; publish an action for anything that must happen. An exception of an observer is
 * logged and changes nothing.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class OnCall {
 *
 *     void died(@Observes ActionDied action) {
 *         System.getLogger("on-call").log(System.Logger.Level.ERROR, action.type() + ": " + action.causes());
 *     }
 * }
 * }</pre>
 *
 * @param table the table of the row
 * @param id the id of the row
 * @param type the type of the row
 * @param key its idempotency key, or null if it has none
 * @param attempt the number of the last attempt, beginning with 1
 * @param causes class and message of the exception and of each of its causes, the outermost first
 * @param error the same with stack frames, as stored in the row
 */
public record ActionDied(
        String table, long id, String type, @Nullable String key, int attempt, List<String> causes, String error) {

    /** Rejects null where it is not allowed. */
    public ActionDied {
        Given.value("table", table);
        Given.value("type", type);
        causes = Given.list("causes", causes);
        Given.value("error", error);
    }
}
