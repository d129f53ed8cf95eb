package io.claimdispatch;

import jakarta.enterprise.inject.spi.CDI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Static access for code without injection, for example a JPA entity listener or a library's callback. It looks the
 * beans up in the CDI container of the calling application, so call it on one of that application's threads. On any
 * other thread, before the container has started, and after it has stopped, each method throws CLAIM0007. It has every
 * method of {@link Publisher}.
 */
public final class ClaimDispatch {

    private ClaimDispatch() {}

    /** The application's publisher. */
    public static Publisher publisher() {
        return bean(Publisher.class);
    }

    /** The application's scheduler. */
    public static Scheduler scheduler() {
        return bean(Scheduler.class);
    }

    /** The application's queries and operator commands. */
    public static ActionLogs actionLogs() {
        return bean(ActionLogs.class);
    }

    /** See {@link Publisher#quick(String, Object)}. */
    public static Publication quick(String type, @Nullable Object payload) {
        return publisher().quick(type, payload);
    }

    /** See {@link Publisher#quick(String, Object, Consumer)}. */
    public static Publication quick(String type, @Nullable Object payload, Consumer<Draft> options) {
        return publisher().quick(type, payload, options);
    }

    /** See {@link Publisher#quick(String, Duration, Object)}. */
    public static Publication quick(String type, Duration delay, @Nullable Object payload) {
        return publisher().quick(type, delay, payload);
    }

    /** See {@link Publisher#quick(String, Duration, Object, Consumer)}. */
    public static Publication quick(String type, Duration delay, @Nullable Object payload, Consumer<Draft> options) {
        return publisher().quick(type, delay, payload, options);
    }

    /** See {@link Publisher#quick(String, Duration, Consumer)}. */
    public static Publication quick(String type, Duration delay, @Nullable Consumer<Draft> options) {
        return publisher().quick(type, delay, options);
    }

    /** See {@link Publisher#quick(String, Instant, Object)}. */
    public static Publication quick(String type, Instant at, @Nullable Object payload) {
        return publisher().quick(type, at, payload);
    }

    /** See {@link Publisher#quick(String, Instant, Object, Consumer)}. */
    public static Publication quick(String type, Instant at, @Nullable Object payload, Consumer<Draft> options) {
        return publisher().quick(type, at, payload, options);
    }

    /** See {@link Publisher#quick(String, Instant, Consumer)}. */
    public static Publication quick(String type, Instant at, @Nullable Consumer<Draft> options) {
        return publisher().quick(type, at, options);
    }

    /** See {@link Publisher#quick(ActionType, Object)}. */
    public static <P> Publication quick(ActionType<P> action, @Nullable P payload) {
        return publisher().quick(action, payload);
    }

    /** See {@link Publisher#quick(ActionType, Object, Consumer)}. */
    public static <P> Publication quick(ActionType<P> action, @Nullable P payload, Consumer<Draft> options) {
        return publisher().quick(action, payload, options);
    }

    /** See {@link Publisher#quick(ActionType, Duration, Object)}. */
    public static <P> Publication quick(ActionType<P> action, Duration delay, @Nullable P payload) {
        return publisher().quick(action, delay, payload);
    }

    /** See {@link Publisher#quick(ActionType, Duration, Object, Consumer)}. */
    public static <P> Publication quick(
            ActionType<P> action, Duration delay, @Nullable P payload, Consumer<Draft> options) {
        return publisher().quick(action, delay, payload, options);
    }

    /** See {@link Publisher#quick(ActionType, Instant, Object)}. */
    public static <P> Publication quick(ActionType<P> action, Instant at, @Nullable P payload) {
        return publisher().quick(action, at, payload);
    }

    /** See {@link Publisher#quick(ActionType, Instant, Object, Consumer)}. */
    public static <P> Publication quick(
            ActionType<P> action, Instant at, @Nullable P payload, Consumer<Draft> options) {
        return publisher().quick(action, at, payload, options);
    }

    /** See {@link Publisher#publish(Consumer)}. */
    public static Publication publish(Consumer<Draft> fill) {
        return publisher().publish(fill);
    }

    /** See {@link Publisher#publishAll(List)}. */
    public static List<Publication> publishAll(List<? extends Consumer<Draft>> fills) {
        return publisher().publishAll(fills);
    }

    /** See {@link Publisher#publishAll(List, BiConsumer)}. */
    public static <T> List<Publication> publishAll(List<T> items, BiConsumer<? super T, Draft> fill) {
        return publisher().publishAll(items, fill);
    }

    /** See {@link Publisher#publishAll(ActionType, List)}. */
    public static <P> List<Publication> publishAll(ActionType<P> action, List<? extends P> payloads) {
        return publisher().publishAll(action, payloads);
    }

    private static <T> T bean(Class<T> type) {
        try {
            return CDI.current().select(type).get();
        } catch (RuntimeException e) {
            throw new ClaimDispatchException(
                    "CLAIM0007",
                    "no CDI container of an application with claim-dispatch is reached from the thread "
                            + Thread.currentThread().getName()
                            + ". Call on a thread of the application, for example one of its managed executor, while the"
                            + " application runs.",
                    e);
        }
    }
}
