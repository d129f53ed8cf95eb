package io.claimdispatch.internal.batch;

import jakarta.batch.operations.JobOperator;
import jakarta.ejb.Stateless;
import jakarta.ejb.TransactionAttribute;
import jakarta.ejb.TransactionAttributeType;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Calls the batch runtime from an enterprise bean, which always has a caller, if only an unauthenticated one. Our
 * threads have none, and an Open Liberty with security fails when it compares that with the user who started the job,
 * unless all users may do everything.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class BatchCaller {

    /** For the container. */
    public BatchCaller() {}

    /**
     * Calls the batch runtime.
     *
     * @param begun set before the call; until then only the container can have failed
     * @throws InvocationTargetException the exception of the runtime; checked, so that no container takes it for an
     *     error of this bean
     */
    public Object call(JobOperator operator, Method method, Object @Nullable [] values, AtomicBoolean begun)
            throws IllegalAccessException, InvocationTargetException {
        begun.set(true);
        return method.invoke(operator, values);
    }
}
