package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.LogRecord;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.inject.Inject;
import java.lang.reflect.GenericArrayType;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.lang.reflect.TypeVariable;
import java.lang.reflect.WildcardType;
import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Stream;

/** Checks the signature of a processor method. */
final class MethodSignature {

    private MethodSignature() {}

    /** Why the method can never be called as a processor; empty if it can. */
    static Optional<String> fault(AnnotatedMethod<?> annotated) {
        Method method = annotated.getJavaMember();
        return faultOfAny(annotated).or(() -> parameterFault(method)).or(() -> ReturnedType.fault(method));
    }

    /** The same, whatever the method takes and returns. */
    static Optional<String> faultOfAny(AnnotatedMethod<?> annotated) {
        return modifierFault(annotated.getJavaMember()).or(() -> roleFault(annotated));
    }

    private static Optional<String> modifierFault(Method method) {
        int modifiers = method.getModifiers();
        if (Modifier.isPrivate(modifiers)) {
            return Optional.of("the method is private, so no interceptor or client proxy could call it");
        }
        if (Modifier.isStatic(modifiers)) {
            return Optional.of("the method is static, and no bean has it");
        }
        if (Modifier.isFinal(modifiers)) {
            return Optional.of("the method is final, so a client proxy cannot pass the call on to the bean");
        }
        if (method.getTypeParameters().length > 0) {
            return Optional.of("the method has type parameters");
        }
        return Optional.empty();
    }

    private static Optional<String> roleFault(AnnotatedMethod<?> method) {
        boolean injected = method.isAnnotationPresent(Inject.class);
        boolean called = method.getParameters().stream()
                .anyMatch(p -> p.isAnnotationPresent(Observes.class)
                        || p.isAnnotationPresent(ObservesAsync.class)
                        || p.isAnnotationPresent(Disposes.class));
        return injected || called
                ? Optional.of("the method is an initializer, observer or disposer already")
                : Optional.empty();
    }

    private static Optional<String> parameterFault(Method method) {
        Type[] parameters = method.getGenericParameterTypes();
        long records =
                Arrays.stream(parameters).filter(p -> p == LogRecord.class).count();
        if (records > 1) {
            return Optional.of("the method has more than one LogRecord");
        }
        if (parameters.length - records > 1) {
            return Optional.of("the method has more than one parameter for the payload");
        }
        if (Arrays.stream(parameters).anyMatch(MethodSignature::open)) {
            return Optional.of("the payload's type has a type variable, which leaves open what to read");
        }
        return Optional.empty();
    }

    /** Whether the type has a type variable. */
    static boolean open(Type type) {
        if (type instanceof ParameterizedType generic) {
            return Arrays.stream(generic.getActualTypeArguments()).anyMatch(MethodSignature::open);
        }
        if (type instanceof GenericArrayType array) {
            return open(array.getGenericComponentType());
        }
        if (type instanceof WildcardType wildcard) {
            return Stream.concat(Arrays.stream(wildcard.getUpperBounds()), Arrays.stream(wildcard.getLowerBounds()))
                    .anyMatch(MethodSignature::open);
        }
        return type instanceof TypeVariable<?>;
    }
}
