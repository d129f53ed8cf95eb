package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.Job;
import io.claimdispatch.Outcome;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Checks the return type of a processor method: void, or a type that tells how the row ends. */
final class ReturnedType {

    private ReturnedType() {}

    /** Why the return type is not allowed; empty if it is, as far as the type tells. */
    static Optional<String> fault(Method method) {
        Class<?> returned = method.getReturnType();
        boolean possible = returned == void.class
                || Outcome.class.isAssignableFrom(returned)
                || Job.class.isAssignableFrom(returned)
                || CompletionStage.class.isAssignableFrom(returned) && maySay(method.getGenericReturnType());
        return possible
                ? Optional.empty()
                : Optional.of(
                        "the method returns " + method.getGenericReturnType().getTypeName());
    }

    /** Whether a stage may yield an outcome. For a stage class of the user, only the value can tell. */
    private static boolean maySay(Type stage) {
        return !(stage instanceof ParameterizedType generic)
                || generic.getRawType() != CompletionStage.class && generic.getRawType() != CompletableFuture.class
                || mayBeOutcome(generic.getActualTypeArguments()[0]);
    }

    private static boolean mayBeOutcome(Type value) {
        if (value instanceof WildcardType wildcard) {
            return Arrays.stream(wildcard.getUpperBounds()).allMatch(ReturnedType::mayBeOutcome);
        }
        if (value instanceof Class<?> known) {
            return known == Void.class
                    || known.isAssignableFrom(Outcome.class)
                    || Outcome.class.isAssignableFrom(known);
        }
        // a type variable may stand for any type; no generic type is an outcome
        return !(value instanceof ParameterizedType);
    }
}
