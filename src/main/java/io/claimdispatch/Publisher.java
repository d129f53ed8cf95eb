package io.claimdispatch;

import java.time.Duration;
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
 * <p><b>Quick calls.</b> {@code quick} takes the type, then the time unless it is now, then the payload, then options:
 *
 * <pre>{@code
 * publisher.quick("order.placed", order);
 * publisher.quick("email.welcome", Duration.ofHours(1), new Welcome(address));
 * publisher.quick(
 *         "email.reminder",
 *         Instant.parse("2027-01-01T09:00:00Z"),
 *         new Welcome(address),
 *         d -> d.priority(Priority.LOW));
 * }</pre>
 *
 * The compiler chooses the method by the declared types. An {@link Instant} or {@link Duration} in the second of three
 * or four places is the time, and a lambda is always options. So {@code quick(type, at, d -> …)} has options and no
 * payload, {@code quick(type, at, null)} has neither, and {@code quick(type, d -> …)} does not compile. Nor does {@code
 * quick(type, null, d -> …)}, which could mean several methods: call {@link #publish} instead. Where the declared types
 * do not show it, an {@code Instant}, {@code Duration} or {@link Consumer} as the payload is refused with CLAIM0189,
 * since such a call has lost an argument. To publish one of them as data, call {@link Draft#payload}.
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

    /**
     * Publishes one action that is eligible now: {@code quick("order.placed", order)}. It is eligible as soon as the
     * transaction has committed, by the database's clock.
     *
     * @param payload see {@link Draft#payload}; null stores the empty object
     * @throws ClaimDispatchException CLAIM0189 if the payload is an {@link Instant}, a {@link Duration} or a {@link
     *     Consumer}
     */
    default Publication quick(String type, @Nullable Object payload) {
        Given.payload(payload);
        return publish(draft -> draft.type(type).eligibleNow().payload(payload));
    }

    /**
     * Like {@link #quick(String, Object)}, with options: {@code quick("order.placed", order, d ->
     * d.idempotencyKey("placed:" + order.id()))}.
     *
     * @param options sets more on the draft; called after type, time and payload are set
     */
    default Publication quick(String type, @Nullable Object payload, Consumer<Draft> options) {
        Given.payload(payload);
        Given.value("options", options);
        return publish(draft -> options.accept(draft.type(type).eligibleNow().payload(payload)));
    }

    /**
     * Publishes one action that is eligible after a delay: {@code quick("email.welcome", Duration.ofHours(1), new
     * Welcome(address))}. The delay is counted on the database's clock from the insert.
     *
     * @param delay not negative; see {@link Draft#eligibleIn}
     * @param payload as in {@link #quick(String, Object)}
     */
    default Publication quick(String type, Duration delay, @Nullable Object payload) {
        Given.payload(payload);
        return publish(draft -> draft.type(type).eligibleIn(delay).payload(payload));
    }

    /** Like {@link #quick(String, Duration, Object)}, with options as in {@link #quick(String, Object, Consumer)}. */
    default Publication quick(String type, Duration delay, @Nullable Object payload, Consumer<Draft> options) {
        Given.payload(payload);
        Given.value("options", options);
        return publish(
                draft -> options.accept(draft.type(type).eligibleIn(delay).payload(payload)));
    }

    /**
     * Publishes one action without a payload that is eligible after a delay: {@code quick("cache.refresh",
     * Duration.ofHours(1), d -> d.priority(Priority.LOW))}.
     *
     * @param options as in {@link #quick(String, Object, Consumer)}; null for none
     */
    default Publication quick(String type, Duration delay, @Nullable Consumer<Draft> options) {
        return quick(type, delay, null, options == null ? draft -> {} : options);
    }

    /**
     * Publishes one action that is eligible at an instant: {@code quick("email.reminder",
     * Instant.parse("2027-01-01T09:00:00Z"), new Welcome(address))}.
     *
     * @param at see {@link Draft#eligibleAt(Instant)}; for "now" leave it out
     * @param payload as in {@link #quick(String, Object)}
     */
    default Publication quick(String type, Instant at, @Nullable Object payload) {
        Given.payload(payload);
        return publish(draft -> draft.type(type).eligibleAt(at).payload(payload));
    }

    /** Like {@link #quick(String, Instant, Object)}, with options as in {@link #quick(String, Object, Consumer)}. */
    default Publication quick(String type, Instant at, @Nullable Object payload, Consumer<Draft> options) {
        Given.payload(payload);
        Given.value("options", options);
        return publish(draft -> options.accept(draft.type(type).eligibleAt(at).payload(payload)));
    }

    /**
     * Publishes one action without a payload that is eligible at an instant: {@code quick("report.close", midnight, d
     * -> d.idempotencyKey("close:" + day))}.
     *
     * @param options as in {@link #quick(String, Object, Consumer)}; null for none
     */
    default Publication quick(String type, Instant at, @Nullable Consumer<Draft> options) {
        return quick(type, at, null, options == null ? draft -> {} : options);
    }

    /**
     * Like {@link #quick(String, Object)}, with a payload that the compiler checks: {@code quick(Welcome.ACTION, new
     * Welcome(address))}.
     */
    default <P> Publication quick(ActionType<P> action, @Nullable P payload) {
        Given.payload(payload);
        return publish(draft -> draft.action(action, payload).eligibleNow());
    }

    /** Like {@link #quick(String, Object, Consumer)}, with a payload that the compiler checks. */
    default <P> Publication quick(ActionType<P> action, @Nullable P payload, Consumer<Draft> options) {
        Given.payload(payload);
        Given.value("options", options);
        return publish(draft -> options.accept(draft.action(action, payload).eligibleNow()));
    }

    /** Like {@link #quick(String, Duration, Object)}, with a payload that the compiler checks. */
    default <P> Publication quick(ActionType<P> action, Duration delay, @Nullable P payload) {
        Given.payload(payload);
        return publish(draft -> draft.action(action, payload).eligibleIn(delay));
    }

    /** Like {@link #quick(String, Duration, Object, Consumer)}, with a payload that the compiler checks. */
    default <P> Publication quick(ActionType<P> action, Duration delay, @Nullable P payload, Consumer<Draft> options) {
        Given.payload(payload);
        Given.value("options", options);
        return publish(draft -> options.accept(draft.action(action, payload).eligibleIn(delay)));
    }

    /** Like {@link #quick(String, Instant, Object)}, with a payload that the compiler checks. */
    default <P> Publication quick(ActionType<P> action, Instant at, @Nullable P payload) {
        Given.payload(payload);
        return publish(draft -> draft.action(action, payload).eligibleAt(at));
    }

    /** Like {@link #quick(String, Instant, Object, Consumer)}, with a payload that the compiler checks. */
    default <P> Publication quick(ActionType<P> action, Instant at, @Nullable P payload, Consumer<Draft> options) {
        Given.payload(payload);
        Given.value("options", options);
        return publish(draft -> options.accept(draft.action(action, payload).eligibleAt(at)));
    }

    /**
     * Publishes one action, described by a draft:
     *
     * <pre>{@code
     * publisher.publish(draft -> draft.type("invoice.send")
     *         .eligibleIn(Duration.ofHours(1))
     *         .payload(order)
     *         .idempotencyKey("invoice:" + order.id()));
     * }</pre>
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

    /**
     * Publishes one action per payload, all eligible now and with few statements: {@code publishAll(Newsletter.ACTION,
     * newsletters)}. For other times, keys or priorities, call {@link Draft#action} within {@link #publishAll(List,
     * BiConsumer)}.
     *
     * @param payloads the payloads; none of them null
     * @return one result per payload, in the same order
     */
    default <P> List<Publication> publishAll(ActionType<P> action, List<? extends P> payloads) {
        Given.value("action", action);
        return publishAll(
                Given.<P>list("payloads", payloads),
                (payload, draft) -> draft.action(action, payload).eligibleNow());
    }
}
