package io.claimdispatch.internal.route.call;

import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import java.lang.invoke.MethodType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * A method whose signature {@code MethodSignature} has accepted; takes its arguments from a row.
 *
 * @param method the method to invoke; made accessible
 * @param returned the return type of the processor method; the invoked method may declare a wider one if it is an
 *     interface's
 */
public record ProcessorMethod(Method method, Class<?> returned) {

    public ProcessorMethod {
        method.setAccessible(true);
    }

    boolean makesJob() {
        return Job.class.isAssignableFrom(returned);
    }

    boolean makesStage() {
        return CompletionStage.class.isAssignableFrom(returned);
    }

    /**
     * Invokes the method.
     *
     * @param bean the container's reference
     * @throws Exception the exception of the method, unwrapped; or CLAIM0061 if the payload does not fit
     */
    @Nullable
    Object invoke(Object bean, LogRecord row) throws Exception {
        return invoke(method, bean, arguments(row));
    }

    /** Invokes a method; its exception is thrown unwrapped. */
    static @Nullable Object invoke(Method method, Object bean, Object[] arguments) throws Exception {
        try {
            return method.invoke(bean, arguments);
        } catch (InvocationTargetException e) {
            Throwable thrown = e.getCause();
            if (thrown instanceof Error error) {
                throw error;
            }
            throw thrown instanceof Exception exception ? exception : e;
        }
    }

    private Object[] arguments(LogRecord row) {
        Type[] types = method.getGenericParameterTypes();
        Object[] arguments = new Object[types.length];
        for (int i = 0; i < types.length; i++) {
            arguments[i] = types[i] == LogRecord.class ? row : row.payload(boxed(types[i]));
        }
        return arguments;
    }

    private static Type boxed(Type type) {
        return type instanceof Class<?> c ? MethodType.methodType(c).wrap().returnType() : type;
    }
}
