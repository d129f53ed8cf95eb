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
 * Finds the annotations by which a container runs a method on another thread and returns at once: also where a stereotype or an
 * interceptor binding brings them, however deep, and where a superclass declares them. By name, since not every server has all of
 * them.
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

    /** What makes the method asynchronous by itself, or by the class that declares it; empty if nothing does. */
    Optional<String> onMethod(AnnotatedMethod<?> method) {
        return among(method.getAnnotations())
                .map(mark -> "the method is " + mark)
                .or(() -> onSuperclass(method));
    }

    /** What makes all methods of the bean asynchronous; empty if nothing does. */
    Optional<String> onClass(Bean<?> bean, AnnotatedType<?> type) {
        return among(type.getAnnotations())
                .or(() -> bean.getStereotypes().stream()
                        .flatMap(stereotype -> through(stereotype, new HashSet<>()).stream())
                        .findFirst())
                .map(mark -> "the class is " + mark);
    }

    /** For a method that is declared there; of the bean's own class the container knows the annotations. */
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

    /** The mark itself, and by what it comes. */
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
