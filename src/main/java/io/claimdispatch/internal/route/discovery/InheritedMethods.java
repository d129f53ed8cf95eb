package io.claimdispatch.internal.route.discovery;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;

/**
 * The methods of a bean, its own and inherited ones, without overridden ones: as with observer methods, an override
 * without the annotation is not a processor.
 */
final class InheritedMethods {

    private InheritedMethods() {}

    static <T> List<AnnotatedMethod<? super T>> of(AnnotatedType<T> type) {
        return type.getMethods().stream()
                .filter(method -> !method.getJavaMember().isBridge())
                .filter(method -> !overridden(method.getJavaMember(), type.getJavaClass()))
                .<AnnotatedMethod<? super T>>map(method -> method)
                .toList();
    }

    private static boolean overridden(Method method, Class<?> bean) {
        if (Modifier.isPrivate(method.getModifiers()) || Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        for (Class<?> c = bean; c != null && c != method.getDeclaringClass(); c = c.getSuperclass()) {
            if (overrides(c, method)) {
                return true;
            }
        }
        return false;
    }

    private static boolean overrides(Class<?> subclass, Method method) {
        List<Method> sameName = Arrays.stream(subclass.getDeclaredMethods())
                .filter(one -> one.getName().equals(method.getName()))
                .toList();
        return sameName.stream()
                .filter(one -> Arrays.equals(one.getParameterTypes(), method.getParameterTypes()))
                .anyMatch(one -> !one.isBridge() || bridgesToOwn(sameName, one));
    }

    /**
     * Whether a bridge stands for an overriding method with narrower parameters. Otherwise it only makes a method of an
     * invisible superclass visible, and overrides nothing.
     */
    private static boolean bridgesToOwn(List<Method> sameName, Method bridge) {
        return sameName.stream().anyMatch(one -> !one.isBridge() && narrows(one, bridge));
    }

    private static boolean narrows(Method own, Method bridge) {
        Class<?>[] narrow = own.getParameterTypes();
        Class<?>[] wide = bridge.getParameterTypes();
        if (narrow.length != wide.length) {
            return false;
        }
        for (int i = 0; i < wide.length; i++) {
            if (!wide[i].isAssignableFrom(narrow[i])) {
                return false;
            }
        }
        return true;
    }
}
