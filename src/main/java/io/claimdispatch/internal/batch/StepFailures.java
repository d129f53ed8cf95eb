package io.claimdispatch.internal.batch;

import jakarta.batch.runtime.StepExecution;
import java.lang.reflect.InvocationTargetException;
import org.jspecify.annotations.Nullable;

/**
 * Gets the exception of a step, if the batch runtime reports it. The standard's {@link StepExecution} has none;
 * JBeret's has {@code getException()}, and so have its partitions. Called by name, since we use no type of a server.
 */
final class StepFailures {

    private StepFailures() {}

    /**
     * The exception of the step, or else of one of its partitions; null if the runtime does not report it. Never
     * throws.
     */
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
            // it is only a detail of a known failure
            return null;
        }
    }
}
