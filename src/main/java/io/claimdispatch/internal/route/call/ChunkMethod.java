package io.claimdispatch.internal.route.call;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.internal.common.problem.ChunkProblems;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method whose signature {@code ChunkSignature} has accepted; takes lists.
 *
 * @param method the method to invoke; made accessible
 * @param elements what each of its lists holds: {@link LogRecord}, or the type of the payload
 * @param answers whether the processor method returns outcomes
 */
public record ChunkMethod(Method method, List<Type> elements, boolean answers) {

    /** Makes the method accessible. */
    public ChunkMethod {
        method.setAccessible(true);
        elements = List.copyOf(elements);
    }

    /**
     * Returns what the method takes of one row: its payload, or the row itself if the method takes no payloads.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0061 if the payload does not fit
     */
    Object argument(LogRecord row) {
        for (Type element : elements) {
            if (element != LogRecord.class) {
                return row.payload(element);
            }
        }
        return row;
    }

    /**
     * Invokes the method.
     *
     * @param bean the container's reference
     * @param arguments what {@link #argument} returned of each row
     * @throws Exception the exception of the method, unwrapped
     */
    @Nullable
    Object invoke(Object bean, List<LogRecord> rows, List<Object> arguments) throws Exception {
        Object[] lists = new Object[elements.size()];
        for (int i = 0; i < lists.length; i++) {
            lists[i] = elements.get(i) == LogRecord.class ? rows : arguments;
        }
        return ProcessorMethod.invoke(method, bean, lists);
    }

    /**
     * Returns one outcome for each row.
     *
     * @param returned what the method returned; of any content, since a caller in a language without generics may have
     *     put anything into the list
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0249
     */
    List<Outcome> outcomes(@Nullable Object returned, String type, int rows) {
        if (!answers) {
            return Collections.nCopies(rows, Outcome.success());
        }
        if (!(returned instanceof List<?> list)) {
            throw ChunkProblems.outcomesInvalid(type, rows, "null");
        }
        List<Outcome> outcomes = new ArrayList<>(rows);
        for (Object element : list) {
            if (!(element instanceof Outcome outcome)) {
                throw ChunkProblems.outcomesInvalid(
                        type,
                        rows,
                        "a list with "
                                + (element == null
                                        ? "null"
                                        : "a " + element.getClass().getName()));
            }
            outcomes.add(outcome);
        }
        if (outcomes.size() != rows) {
            throw ChunkProblems.outcomesInvalid(type, rows, outcomes.size() + " outcomes");
        }
        return outcomes;
    }
}
