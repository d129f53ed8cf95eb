package io.claimdispatch;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes actions. Inject it, or get it from {@link ClaimDispatch#publisher()} where injection is not available.
 *
 * <p><b>Transaction.</b> Every method joins the caller's JTA transaction if there is one: the rows exist once it
 * commits, and not at all if it rolls back; no node sees them earlier. Without a transaction, each call runs in its
 * own. A duplicate key, a gate that skips, and invalid input never mark the caller's transaction for rollback.
 *
 * <p><b>Errors.</b> Invalid input throws a {@link ClaimDispatchException} before anything is stored: CLAIM0001 for
 * null; docs/errors.md lists the others. An error of the database throws one too, with the {@link
 * java.sql.SQLException} as its cause. An exception thrown by a function of the caller, such as a gate or supplier, is
 * passed on unchanged.
 *
 * <p><b>Threads.</b> Thread-safe; one instance serves all threads.
 *
 * <pre>{@code
 * @ApplicationScoped
 * public class SignUps {
 *
 *     @Inject
 *     Publisher publisher;
 *
 *     // the user and the welcome are one transaction: both, or neither
 *     @Transactional
 *     public void signUp(User user) {
 *         // … store the user …
 *         publisher.publish(draft -> draft.type("email.welcome")
 *                 .eligibleIn(Duration.ofMinutes(5))
 *                 .payload(new Welcome(user.email())));
 *     }
 * }
 * }</pre>
 */
public interface Publisher {

    /** The maximum length of a type, in {@code char}s. */
    int MAX_TYPE_LENGTH = 150;

    /** The maximum length of an idempotency key, in {@code char}s. */
    int MAX_KEY_LENGTH = 255;

    /** Publishes one action in the common case: {@code quick("email.welcome", instant, new Welcome(address))}. */
    default Publication quick(String type, Instant at, @Nullable Object payload) {
        return publish(draft -> draft.type(type).eligibleAt(at).payload(payload));
    }

    /**
     * Publishes one action with options: {@code quick("email.welcome", instant, payload, d -> d.idempotency("welcome:"
     * + id))}.
     *
     * @param options sets more on the draft; called after type, time and payload are set
     */
    default Publication quick(String type, Instant at, @Nullable Object payload, Consumer<Draft> options) {
        Given.value("options", options);
        return publish(draft -> options.accept(draft.type(type).eligibleAt(at).payload(payload)));
    }

    /**
     * Publishes one action.
     *
     * @param fill says what the action is
     * @return stored, duplicate or skipped
     */
    Publication publish(Consumer<Draft> fill);

    /**
     * Publishes many actions with few statements. All drafts are checked first: if one is invalid, none is stored.
     *
     * @param fills one function per action
     * @return one result per function, in the same order
     */
    List<Publication> publishAll(List<? extends Consumer<Draft>> fills);

    /**
     * Publishes one action per item, see {@link #publishAll(List)}.
     *
     * @param items the items; none of them null
     * @param fill describes the action for one item
     * @return one result per item, in the same order
     */
    default <T> List<Publication> publishAll(List<T> items, BiConsumer<? super T, Draft> fill) {
        Given.value("fill", fill);
        return publishAll(Given.list("items", items).stream()
                .map(item -> (Consumer<Draft>) draft -> fill.accept(item, draft))
                .toList());
    }
}
