package io.claimdispatch;

import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Publishes actions: inject it, or take it from {@link ClaimDispatch#publisher()} where nothing can be injected.
 *
 * <p><b>Transaction.</b> Every method joins the caller's JTA transaction if there is one: the rows exist if it commits and
 * never existed if it rolls back, and no node sees them before. Without a transaction each call is one of its own. A
 * duplicate key, a closed gate and bad input never mark the caller's transaction for rollback.
 *
 * <p><b>Errors.</b> Bad input is a {@link ClaimDispatchException} before anything is stored: null is CLAIM0001, and the page
 * of errors lists the others. What the database refuses is one too, with the {@link java.sql.SQLException} as its cause. What
 * a function of the caller throws, a gate or a supplier too, is passed on as it is.
 *
 * <p><b>Threads.</b> One instance serves all threads.
 */
public interface Publisher {

    /** The longest type, in {@code char}s. */
    int MAX_TYPE_LENGTH = 150;

    /** The longest idempotency key, in {@code char}s. */
    int MAX_KEY_LENGTH = 255;

    /** One line for the common case: {@code quick("email.welcome", instant, new Welcome(address))}. */
    default Publication quick(String type, Instant at, @Nullable Object payload) {
        return publish(draft -> draft.type(type).eligibleAt(at).payload(payload));
    }

    /**
     * The same with options: {@code quick("email.welcome", instant, payload, d -> d.idempotency("welcome:" + id))}.
     *
     * @param options what else the draft should say; called after type, time and payload are set
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
     * Publishes many actions with few statements. All of them are checked first: one bad draft and none is stored.
     *
     * @param fills one function an action
     * @return as many results, in the same order
     */
    List<Publication> publishAll(List<? extends Consumer<Draft>> fills);

    /**
     * Publishes one action an item, see {@link #publishAll(List)}.
     *
     * @param items what to publish about; none of them null
     * @param fill says what the action of one item is
     * @return a result an item, in the same order
     */
    default <T> List<Publication> publishAll(List<T> items, BiConsumer<? super T, Draft> fill) {
        Given.value("fill", fill);
        return publishAll(Given.list("items", items).stream()
                .map(item -> (Consumer<Draft>) draft -> fill.accept(item, draft))
                .toList());
    }
}
