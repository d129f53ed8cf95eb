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

/** Searches the objects that JSON-B would write: the payload itself and the contents of its containers. */
final class ObjectWalk {

    /** A bound, since getters can create new objects endlessly. */
    private static final int MOST_BEANS = 10_000;

    private final Predicate<Object> wanted;
    private final boolean members;
    private final Deque<Object> ahead = new ArrayDeque<>();
    private final Set<Object> entered = Collections.newSetFromMap(new IdentityHashMap<>());

    private ObjectWalk(Predicate<Object> wanted, boolean members) {
        this.wanted = wanted;
        this.members = members;
    }

    /** Finds the first match in maps, collections, arrays and optionals. Anything else costs next to nothing. */
    static Optional<Object> throughContainers(Object root, Predicate<Object> wanted) {
        if (!isContainer(root)) {
            return wanted.test(root) ? Optional.of(root) : Optional.empty();
        }
        return new ObjectWalk(wanted, false).first(root);
    }

    /** Like {@link #throughContainers}, and also reads the members of beans and records that JSON-B reads too. */
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

    /** Whether the class belongs to the JDK. JSON-B knows how to write those, and they have no members of the user. */
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

    /** Whether JSON-B treats the method as a getter of a property. */
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

    /** Returns null for a member that cannot be read; JSON-B met the same error. */
    private static @Nullable Object valueOf(Reading reading) {
        try {
            return reading.read();
        } catch (Exception | LinkageError e) {
            return null;
        }
    }
}
