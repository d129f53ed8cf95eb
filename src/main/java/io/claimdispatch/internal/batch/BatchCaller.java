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
 * Calls the batch runtime as an enterprise bean, which always has a caller, though an unauthenticated one. A thread of ours has
 * none, and an Open Liberty with security fails when it compares that with who has started the job, unless everybody may do
 * everything there.
 */
@Stateless
@TransactionAttribute(TransactionAttributeType.SUPPORTS)
public class BatchCaller {

    /** For the container. */
    public BatchCaller() {}

    /**
     * Calls it.
     *
     * @param begun set before the call: until then the container alone can have failed
     * @throws InvocationTargetException what it has thrown: checked, so that no container takes it for an error of this bean
     */
    public Object call(JobOperator operator, Method method, Object @Nullable [] values, AtomicBoolean begun)
            throws IllegalAccessException, InvocationTargetException {
        begun.set(true);
        return method.invoke(operator, values);
    }
}
