package io.claimdispatch.internal.payload;

import jakarta.json.bind.annotation.JsonbTransient;
import jakarta.json.bind.annotation.JsonbTypeAdapter;
import jakarta.json.bind.annotation.JsonbTypeSerializer;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Decides which members JSON-B writes in its default way: not those that the class excludes or writes by an adapter or
 * serializer.
 */
final class WrittenMembers {

    private static final List<Class<? extends Annotation>> EXCEPTED =
            List.of(JsonbTransient.class, JsonbTypeAdapter.class, JsonbTypeSerializer.class);

    private WrittenMembers() {}

    /**
     * Decides for a getter. The annotation may be on the getter, on its field or, to exclude the property, on its
     * setter.
     */
    static boolean isWrittenByDefault(Method getter) {
        String property = propertyOf(getter);
        return !isExcepted(getter)
                && field(getter.getDeclaringClass(), property)
                        .filter(WrittenMembers::isOut)
                        .isEmpty()
                && Arrays.stream(getter.getDeclaringClass().getMethods())
                        .noneMatch(each -> isSetter(each, property) && each.isAnnotationPresent(JsonbTransient.class));
    }

    /** Decides whether the members of a class are written at all. */
    static boolean isWrittenByDefault(Class<?> type) {
        return !isExcepted(type);
    }

    /** Decides for a public field. */
    static boolean isWrittenByDefault(Field field) {
        return !Modifier.isStatic(field.getModifiers()) && !isOut(field);
    }

    private static boolean isOut(Field field) {
        return Modifier.isTransient(field.getModifiers()) || isExcepted(field);
    }

    private static boolean isExcepted(AnnotatedElement member) {
        return EXCEPTED.stream().anyMatch(member::isAnnotationPresent);
    }

    private static boolean isSetter(Method method, String property) {
        return method.getParameterCount() == 1
                && method.getName().startsWith("set")
                && uncapitalised(method.getName().substring("set".length())).equals(property);
    }

    private static Optional<Field> field(Class<?> type, String name) {
        for (Class<?> each = type; each != null; each = each.getSuperclass()) {
            for (Field field : each.getDeclaredFields()) {
                if (field.getName().equals(name)) {
                    return Optional.of(field);
                }
            }
        }
        return Optional.empty();
    }

    private static String propertyOf(Method getter) {
        String name = getter.getName();
        if (getter.getDeclaringClass().isRecord() && !name.startsWith("get") && !name.startsWith("is")) {
            return name;
        }
        return uncapitalised(name.substring(name.startsWith("is") ? "is".length() : "get".length()));
    }

    private static String uncapitalised(String name) {
        return name.isEmpty() ? name : name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1);
    }
}
