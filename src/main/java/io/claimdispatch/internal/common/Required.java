package io.claimdispatch.internal.common;

import io.claimdispatch.internal.common.problem.ProcessorProblems;
import io.claimdispatch.internal.common.problem.PublishProblems;
import org.jspecify.annotations.Nullable;

/** Checks arguments and answers for null, since null annotations have no effect at run time. */
public final class Required {

    private Required() {}

    /**
     * Returns the value.
     *
     * @param parameter its name, for the message
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0001 if it is null
     */
    public static <T> T value(String parameter, @Nullable T value) {
        if (value == null) {
            throw PublishProblems.argumentMissing(parameter);
        }
        return value;
    }

    /**
     * Returns the answer of an application's bean that replaces one of ours.
     *
     * @param method its interface and method, for the message
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0102 if it is null
     */
    public static <T> T answer(String method, @Nullable T value) {
        if (value == null) {
            throw ProcessorProblems.answerMissing(method);
        }
        return value;
    }
}
