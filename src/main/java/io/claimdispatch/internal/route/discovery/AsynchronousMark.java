package io.claimdispatch.internal.route.discovery;

import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.annotation.Annotation;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds the annotations that make a container run a method on another thread and return at once, also if a stereotype
 * or an interceptor binding adds them at any depth, or a superclass declares them. By name, since not every server has
 * all of them.
 */
final class AsynchronousMark {

    private static final Set<String> NAMES = Set.of(
            "jakarta.ejb.Asynchronous",
            "jakarta.enterprise.concurrent.Asynchronous",
            "org.eclipse.microprofile.faulttolerance.Asynchronous");

    private final BeanManager manager;

    AsynchronousMark(BeanManager manager) {
        this.manager = manager;
    }

    /**
     * The annotation that makes the method asynchronous, on itself or on the class that declares it; empty if there is
     * none.
     */
    Optional<String> onMethod(AnnotatedMethod<?> method) {
        return among(method.getAnnotations())
                .map(mark -> "the method is " + mark)
                .or(() -> onSuperclass(method));
    }

    /** The annotation that makes all methods of the bean asynchronous; empty if there is none. */
    Optional<String> onClass(Bean<?> bean, AnnotatedType<?> type) {
        return among(type.getAnnotations())
                .or(() -> bean.getStereotypes().stream()
                        .flatMap(stereotype -> through(stereotype, new HashSet<>()).stream())
                        .findFirst())
                .map(mark -> "the class is " + mark);
    }

    /** For a method that a superclass declares; for the bean's own class the container knows the annotations. */
    private Optional<String> onSuperclass(AnnotatedMethod<?> method) {
        Class<?> declaring = method.getJavaMember().getDeclaringClass();
        return declaring == method.getDeclaringType().getJavaClass()
                ? among(method.getDeclaringType().getAnnotations()).map(mark -> "the class is " + mark)
                : among(Arrays.asList(declaring.getAnnotations()))
                        .map(mark -> "the class " + declaring.getName() + " is " + mark);
    }

    private Optional<String> among(Collection<Annotation> annotations) {
        Set<Class<?>> seen = new HashSet<>();
        return annotations.stream()
                .flatMap(annotation -> through(annotation.annotationType(), seen).stream())
                .findFirst();
    }

    /** The annotation found, and the annotation that adds it. */
    private Optional<String> through(Class<? extends Annotation> annotation, Set<Class<?>> seen) {
        if (NAMES.contains(annotation.getName())) {
            return Optional.of("@" + annotation.getName());
        }
        if (!seen.add(annotation)) {
            return Optional.empty();
        }
        return meta(annotation)
                .flatMap(each -> through(each.annotationType(), seen).stream())
                .findFirst()
                .map(mark -> mark + ", by @" + annotation.getName());
    }

    private Stream<Annotation> meta(Class<? extends Annotation> annotation) {
        if (manager.isStereotype(annotation)) {
            return manager.getStereotypeDefinition(annotation).stream();
        }
        if (manager.isInterceptorBinding(annotation)) {
            return manager.getInterceptorBindingDefinition(annotation).stream();
        }
        return Stream.empty();
    }
}
