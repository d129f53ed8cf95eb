package io.claimdispatch.internal.route.call;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** How messages name a place in the user's code. */
public final class Places {

    private Places() {}

    public static String of(Class<?> type) {
        return type.getName();
    }

    /** A method as a bean has it: an inherited one is named with the bean's class, where it would run. */
    public static String of(Class<?> bean, Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", bean.getName() + "." + method.getName() + "(", ")"));
    }
}
