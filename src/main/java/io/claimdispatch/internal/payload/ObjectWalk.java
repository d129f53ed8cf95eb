package io.claimdispatch.internal.payload;

import jakarta.json.JsonValue;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Looks for an object among those that JSON-B would write: the payload itself, and what its containers hold. */
final class ObjectWalk {

    /** Getters can make new objects without an end. */
    private static final int MOST_BEANS = 10_000;

    private final Predicate<Object> wanted;
    private final boolean members;
    private final Deque<Object> ahead = new ArrayDeque<>();
    private final Set<Object> entered = Collections.newSetFromMap(new IdentityHashMap<>());

    private ObjectWalk(Predicate<Object> wanted, boolean members) {
        this.wanted = wanted;
        this.members = members;
    }

    /** The first in maps, collections, arrays and optionals. Costs next to nothing for anything else. */
    static Optional<Object> throughContainers(Object root, Predicate<Object> wanted) {
        if (!isContainer(root)) {
            return wanted.test(root) ? Optional.of(root) : Optional.empty();
        }
        return new ObjectWalk(wanted, false).first(root);
    }

    /** The first in the members of beans and records too, which are read for it: those that JSON-B has read as well. */
    static Optional<Object> throughMembers(Object root, Predicate<Object> wanted) {
        return new ObjectWalk(wanted, true).first(root);
    }

    static boolean isContainer(Object object) {
        return (object instanceof Map
                        || object instanceof Collection
                        || object instanceof Optional
                        || object instanceof Object[])
                && !(object instanceof JsonValue);
    }

    /** Whether it is the JDK's. What JSON-B makes of those it knows, and they have no members of the user's. */
    static boolean isOfTheJdk(Class<?> type) {
        String module = type.getModule().getName();
        return module != null && (module.startsWith("java.") || module.startsWith("jdk."));
    }

    private Optional<Object> first(Object root) {
        Optional<Object> found = look(root);
        while (found.isEmpty() && !ahead.isEmpty()) {
            found = enter(ahead.removeFirst());
        }
        return found;
    }

    private Optional<Object> look(@Nullable Object object) {
        if (object == null || object instanceof JsonValue) {
            return Optional.empty();
        }
        if (isContainer(object)) {
            enqueue(object);
        } else if (wanted.test(object)) {
            return Optional.of(object);
        } else if (members && entered.size() < MOST_BEANS && hasMembers(object)) {
            enqueue(object);
        }
        return Optional.empty();
    }

    private static boolean hasMembers(Object object) {
        return !isOfTheJdk(object.getClass())
                && !(object instanceof Enum)
                && WrittenMembers.isWrittenByDefault(object.getClass());
    }

    private void enqueue(Object object) {
        if (entered.add(object)) {
            ahead.add(object);
        }
    }

    private Optional<Object> enter(Object object) {
        if (object instanceof Map<?, ?> map) {
            return lookAll(map.values());
        }
        if (object instanceof Collection<?> collection) {
            return lookAll(collection);
        }
        if (object instanceof Optional<?> optional) {
            return optional.isPresent() ? look(optional.get()) : Optional.empty();
        }
        if (object instanceof Object[] array) {
            return lookAll(Arrays.asList(array));
        }
        return lookInMembers(object);
    }

    private Optional<Object> lookAll(Iterable<?> objects) {
        for (Object each : objects) {
            Optional<Object> found = look(each);
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Object> lookInMembers(Object object) {
        for (Method getter : object.getClass().getMethods()) {
            if (isGetter(getter) && WrittenMembers.isWrittenByDefault(getter)) {
                Optional<Object> found = look(valueOf(() -> getter.invoke(object)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        for (Field field : object.getClass().getFields()) {
            if (WrittenMembers.isWrittenByDefault(field)) {
                Optional<Object> found = look(valueOf(() -> field.get(object)));
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    /** Whether JSON-B takes a method's result for a property. */
    static boolean isGetter(Method method) {
        if (Modifier.isStatic(method.getModifiers())
                || method.getParameterCount() > 0
                || method.getReturnType() == void.class
                || method.getDeclaringClass() == Object.class) {
            return false;
        }
        String name = method.getName();
        return name.startsWith("get") && name.length() > 3
                || name.startsWith("is") && name.length() > 2
                || method.getDeclaringClass().isRecord() && isComponent(method);
    }

    private static boolean isComponent(Method method) {
        return Arrays.stream(method.getDeclaringClass().getRecordComponents())
                .anyMatch(component -> component.getName().equals(method.getName()));
    }

    private interface Reading {
        @Nullable
        Object read() throws Exception;
    }

    /** What cannot be read is nothing to look at: JSON-B has met the same. */
    private static @Nullable Object valueOf(Reading reading) {
        try {
            return reading.read();
        } catch (Exception | LinkageError e) {
            return null;
        }
    }
}
