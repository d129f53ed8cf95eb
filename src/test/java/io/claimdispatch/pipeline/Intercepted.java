package io.claimdispatch.pipeline;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** Calls that a test steps into. */
final class Intercepted {

    private Intercepted() {}

    /** Makes another result of a call's. */
    interface Result {
        @Nullable
        Object of(String method, Object @Nullable [] arguments, @Nullable Object result);
    }

    /** Is told of a call with arguments, and may change them. */
    interface Before {
        void call(String method, Object[] arguments);
    }

    static <T> T of(Class<T> type, T target, Result made) {
        return intercept(type, target, (name, arguments) -> {}, made);
    }

    static <T> T before(Class<T> type, T target, Before before) {
        return intercept(type, target, before, (method, arguments, result) -> result);
    }

    private static <T> T intercept(Class<T> type, T target, Before before, Result made) {
        return type.cast(Proxy.newProxyInstance(
                Intercepted.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (arguments != null) {
                        before.call(method.getName(), arguments);
                    }
                    try {
                        return made.of(method.getName(), arguments, method.invoke(target, arguments));
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                }));
    }
}
