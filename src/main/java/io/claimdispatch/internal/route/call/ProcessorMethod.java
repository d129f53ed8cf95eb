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
 * A method with a signature that {@code MethodSignature} has passed, and how its arguments come from a row.
 *
 * @param method accessible
 * @param returned what the processor method returns; the one that is called may say less, if it is an interface's
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
     * Calls it.
     *
     * @param bean the reference that the container gave
     * @throws Exception what the method threw, itself and not wrapped; or CLAIM0061 if the payload does not fit
     */
    @Nullable
    Object invoke(Object bean, LogRecord row) throws Exception {
        Object[] arguments = arguments(row);
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
