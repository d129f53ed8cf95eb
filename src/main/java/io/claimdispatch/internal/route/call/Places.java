package io.claimdispatch.internal.route.call;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.stream.Collectors;

/** Names a place in the user's code, for messages. */
public final class Places {

    private Places() {}

    public static String of(Class<?> type) {
        return type.getName();
    }

    /** Names a method of a bean. An inherited method is named with the bean's class, where it would run. */
    public static String of(Class<?> bean, Method method) {
        return Arrays.stream(method.getParameterTypes())
                .map(Class::getSimpleName)
                .collect(Collectors.joining(", ", bean.getName() + "." + method.getName() + "(", ")"));
    }
}
