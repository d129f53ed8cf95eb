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

/** What a processor method may return: something that says how its row ends, or nothing. */
final class ReturnedType {

    private ReturnedType() {}

    /** Why it cannot be understood; empty if it can, as far as the type tells. */
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

    /** Of a class of the user's own, only the value can tell. */
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
        // a type variable, which anything may stand for; of generic types none is an outcome
        return !(value instanceof ParameterizedType);
    }
}
