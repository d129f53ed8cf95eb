package io.claimdispatch.internal.batch;

import jakarta.batch.runtime.StepExecution;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * What a step has thrown, where the batch runtime tells. The standard's {@link StepExecution} has no exception; JBeret's has
 * {@code getException()}, and so have its partitions. Found by name, as no type of a server is used here.
 */
final class StepFailures {

    private StepFailures() {}

    /** What the step threw, or else one of its partitions; null if the runtime does not tell. Never throws. */
    static @Nullable Throwable of(StepExecution step) {
        Throwable own = exception(step);
        if (own == null && ask(step, "getPartitionExecutions") instanceof Iterable<?> partitions) {
            for (Object partition : partitions) {
                own = own == null && partition != null ? exception(partition) : own;
            }
        }
        return own;
    }

    private static @Nullable Throwable exception(Object execution) {
        return ask(execution, "getException") instanceof Throwable thrown ? thrown : null;
    }

    private static @Nullable Object ask(Object execution, String method) {
        try {
            return execution.getClass().getMethod(method).invoke(execution);
        } catch (NoSuchMethodException | IllegalAccessException | InvocationTargetException | RuntimeException e) {
            // it is a detail of a failure that is known
            return null;
        }
    }
}
