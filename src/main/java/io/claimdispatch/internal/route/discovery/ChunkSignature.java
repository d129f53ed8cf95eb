package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.problem.ChunkProblems;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Checks the signature of a processor method that takes chunks of rows. */
final class ChunkSignature {

    /** The fault of a class. */
    static final String CLASS = "it is a LogProcessor, which makes a job of each row";

    /** The fault of a producer. */
    static final String PRODUCER = "it produces a LogProcessor, which makes a job of each row";

    /** The default of {@link Processor#chunk}. */
    private static final int UNSET = -1;

    private static final int MOST = 1_000;

    private ChunkSignature() {}

    /** Whether the processor takes chunks, or says so wrongly. */
    static boolean isWanted(Processor processor) {
        return processor.chunk() != UNSET;
    }

    /** Why a method that says it takes chunks cannot, or why one cannot do without saying so; null if all is well. */
    static @Nullable ClaimDispatchException fault(Processor processor, Method method, String place) {
        if (!isWanted(processor)) {
            return undeclared(method)
                    .map(why -> ChunkProblems.noChunk(place, why))
                    .orElse(null);
        }
        if (processor.chunk() < 1 || processor.chunk() > MOST) {
            return ChunkProblems.sizeInvalid(place, processor.chunk(), MOST);
        }
        if (processor.maxAttempts() == 1) {
            return ChunkProblems.oneAttempt(place, "its maxAttempts");
        }
        ClaimDispatchException fault = returnFault(method, place);
        return fault != null ? fault : parameterFault(method, place);
    }

    /** What each list of an accepted method holds. */
    static List<Type> elements(Method method) {
        return Arrays.stream(method.getGenericParameterTypes())
                .map(list -> ((ParameterizedType) list).getActualTypeArguments()[0])
                .toList();
    }

    /** Payloads may be lists; records and outcomes may not. */
    private static Optional<String> undeclared(Method method) {
        if (Arrays.stream(method.getGenericParameterTypes()).anyMatch(type -> holds(type, LogRecord.class))) {
            return Optional.of("the method takes a List of LogRecord");
        }
        return holds(method.getGenericReturnType(), Outcome.class)
                ? Optional.of("the method returns a List of Outcome")
                : Optional.empty();
    }

    private static @Nullable ClaimDispatchException returnFault(Method method, String place) {
        Class<?> returned = method.getReturnType();
        if (Job.class.isAssignableFrom(returned)) {
            return ChunkProblems.makesJobs(place, "the method returns a " + returned.getSimpleName());
        }
        if (CompletionStage.class.isAssignableFrom(returned)) {
            return ChunkProblems.makesStage(place, returned.getSimpleName());
        }
        return returned == void.class || holds(method.getGenericReturnType(), Outcome.class)
                ? null
                : ChunkProblems.returnInvalid(
                        place, method.getGenericReturnType().getTypeName());
    }

    private static @Nullable ClaimDispatchException parameterFault(Method method, String place) {
        List<Type> elements = new ArrayList<>();
        for (Type parameter : method.getGenericParameterTypes()) {
            if (raw(parameter) != List.class) {
                return ChunkProblems.noList(place, "takes a " + parameter.getTypeName() + " by itself");
            }
            if (!(parameter instanceof ParameterizedType list)
                    || list.getActualTypeArguments()[0] instanceof WildcardType
                    || MethodSignature.open(list)) {
                return ChunkProblems.listOpen(place, parameter.getTypeName());
            }
            elements.add(list.getActualTypeArguments()[0]);
        }
        if (elements.isEmpty()) {
            return ChunkProblems.noList(place, "takes nothing");
        }
        long records = elements.stream().filter(LogRecord.class::equals).count();
        if (records > 1) {
            return ChunkProblems.listTwice(place, "LogRecord");
        }
        return elements.size() - records > 1 ? ChunkProblems.listTwice(place, "payloads") : null;
    }

    /** Whether the type is a list of such elements. */
    private static boolean holds(Type type, Class<?> element) {
        if (!(type instanceof ParameterizedType list) || raw(list) != List.class) {
            return false;
        }
        Type held = list.getActualTypeArguments()[0];
        Type bound = held instanceof WildcardType wildcard ? wildcard.getUpperBounds()[0] : held;
        return bound instanceof Class<?> known && element.isAssignableFrom(known);
    }

    private static Type raw(Type type) {
        return type instanceof ParameterizedType generic ? generic.getRawType() : type;
    }
}
