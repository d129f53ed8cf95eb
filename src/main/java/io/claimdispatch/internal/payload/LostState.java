package io.claimdispatch.internal.payload;

import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.channels.Channel;
import java.util.Arrays;
import java.util.Enumeration;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.locks.Lock;
import java.util.function.Function;
import java.util.stream.BaseStream;

/** Finds objects that JSON-B writes without an error but whose state it loses, because no property holds that state. */
final class LostState {

    /**
     * Types that stand for something outside of themselves. For some, JSON-B writes a few flags; for others it never
     * ends.
     */
    private static final List<Class<?>> HANDLES = List.of(
            InputStream.class,
            OutputStream.class,
            Reader.class,
            Writer.class,
            Channel.class,
            BaseStream.class,
            Iterator.class,
            Enumeration.class,
            Future.class,
            CompletionStage.class,
            Executor.class,
            Lock.class,
            Thread.class,
            ThreadLocal.class,
            ClassLoader.class,
            Class.class,
            Module.class,
            Process.class,
            java.lang.ref.Reference.class,
            java.lang.reflect.Member.class,
            java.net.Socket.class,
            java.sql.Wrapper.class);

    private static final ClassValue<Boolean> IS_HANDLE = new ClassValue<>() {
        @Override
        protected Boolean computeValue(Class<?> type) {
            return isLambda(type) || HANDLES.stream().anyMatch(handle -> handle.isAssignableFrom(type));
        }
    };

    private static final String EMPTY = "{}";

    private LostState() {}

    /**
     * Checks a payload before it is written.
     *
     * @throws UnfitPayload if it is a handle, or a container that holds one
     */
    static void refuseHandles(Object payload) {
        ObjectWalk.throughContainers(payload, object -> IS_HANDLE.get(object.getClass()))
                .ifPresent(handle -> {
                    throw UnfitPayload.losesState(described(handle) + ", whose content JSON-B does not read");
                });
    }

    /**
     * Checks a payload after it was written. Text without an empty object, the usual case, needs no search.
     *
     * @param write writes one object as JSON
     * @throws UnfitPayload if a part of the payload has state but was written as an empty object
     */
    static void refuseEmptied(Object payload, String json, Function<Object, String> write) {
        if (!json.contains(EMPTY)) {
            return;
        }
        firstEmptied(payload, write).ifPresent(object -> {
            throw UnfitPayload.losesState(described(object)
                    + ", which has neither a public getter nor a public field nor a record component, so that"
                    + " JSON-B writes {} for it");
        });
    }

    /** Finds nothing if the walk fails: JSON-B could write the payload, so a failure here is no reason to refuse it. */
    private static Optional<Object> firstEmptied(Object payload, Function<Object, String> write) {
        try {
            return ObjectWalk.throughMembers(
                    payload,
                    object -> IS_HANDLE.get(object.getClass())
                            || hidesState(object.getClass())
                                    && write.apply(object).equals(EMPTY));
        } catch (RuntimeException e) {
            return Optional.empty();
        }
    }

    private static String described(Object object) {
        Class<?> type = object.getClass();
        return type.isHidden() ? "a lambda or method reference" : "a " + type.getName();
    }

    /** JSON-B takes the {@code get} of a capturing Supplier for a getter without a name. */
    private static boolean isLambda(Class<?> type) {
        return type.isHidden() && type.isSynthetic();
    }

    private static boolean hidesState(Class<?> type) {
        return !hasProperty(type) && (type.isHidden() || isFunction(type) || hasState(type));
    }

    private static boolean hasProperty(Class<?> type) {
        return Arrays.stream(type.getMethods()).anyMatch(ObjectWalk::isGetter)
                || Arrays.stream(type.getFields()).anyMatch(field -> !Modifier.isStatic(field.getModifiers()))
                || isCustomised(type);
    }

    /** Whether the class declares how it is written; that choice is respected. */
    private static boolean isCustomised(Class<?> type) {
        return Arrays.stream(type.getAnnotations())
                .anyMatch(each -> each.annotationType().getName().startsWith("jakarta.json.bind."));
    }

    private static boolean isFunction(Class<?> type) {
        return type.isAnonymousClass()
                && Arrays.stream(type.getInterfaces())
                        .anyMatch(each -> each.isAnnotationPresent(FunctionalInterface.class));
    }

    private static boolean hasState(Class<?> type) {
        for (Class<?> each = type; each != null && each != Object.class; each = each.getSuperclass()) {
            if (Arrays.stream(each.getDeclaredFields()).anyMatch(LostState::isState)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether a field holds state: not a static or transient field, and not an inner object's reference to the outer
     * one.
     */
    private static boolean isState(Field field) {
        int modifiers = field.getModifiers();
        return !Modifier.isStatic(modifiers)
                && !Modifier.isTransient(modifiers)
                && !field.getName().startsWith("this$");
    }
}
