package io.claimdispatch.internal.route.discovery;

import jakarta.enterprise.inject.spi.Bean;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;

/**
 * Finds the type through which a bean can be called: {@code @Typed} beans and session beans do not offer all of their
 * types.
 */
final class BeanViews {

    private BeanViews() {}

    /**
     * A way to call a method.
     *
     * @param type a type of the bean
     * @param method a method of that type
     */
    record View(Type type, Method method) {}

    /** The type of the bean that is this class. */
    static Optional<Type> of(Bean<?> bean, Class<?> wanted) {
        return bean.getTypes().stream().filter(type -> raw(type) == wanted).findFirst();
    }

    /** A type that has this method of the bean's class, a class rather than an interface. */
    static Optional<View> of(Bean<?> bean, Method method) {
        return bean.getTypes().stream()
                .sorted(Comparator.comparing((Type type) -> raw(type) != bean.getBeanClass())
                        .thenComparing(type -> raw(type).isInterface())
                        .thenComparing(Type::getTypeName))
                .flatMap(type -> seenThrough(type, method).map(seen -> new View(type, seen)).stream())
                .findFirst();
    }

    private static Optional<Method> seenThrough(Type type, Method method) {
        Class<?> raw = raw(type);
        if (method.getDeclaringClass().isAssignableFrom(raw)) {
            return Optional.of(method);
        }
        return Arrays.stream(raw.isInterface() ? raw.getMethods() : new Method[0])
                .filter(one -> one.getName().equals(method.getName())
                        && Arrays.equals(one.getParameterTypes(), method.getParameterTypes()))
                .findFirst();
    }

    private static Class<?> raw(Type type) {
        if (type instanceof ParameterizedType generic) {
            return (Class<?>) generic.getRawType();
        }
        return type instanceof Class<?> c ? c : Object.class;
    }
}
