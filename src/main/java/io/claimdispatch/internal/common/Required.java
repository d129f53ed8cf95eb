package io.claimdispatch.internal.common;

import io.claimdispatch.internal.common.problem.ProcessorProblems;
import io.claimdispatch.internal.common.problem.PublishProblems;
import org.jspecify.annotations.Nullable;

/** Null annotations have no effect at run time: what a caller passes is looked at. */
public final class Required {

    private Required() {}

    /**
     * The value.
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
     * What a bean of the application has returned in place of one of ours.
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
