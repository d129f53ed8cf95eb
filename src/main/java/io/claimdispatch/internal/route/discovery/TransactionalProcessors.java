package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.call.CommitChecked;
import jakarta.enterprise.inject.spi.Annotated;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.transaction.Transactional;
import java.lang.annotation.Annotation;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds the processor methods that the server runs in transactions, and binds the interceptors to them that check how
 * those end. Other methods stay unchanged, since their class may be one that cannot be intercepted.
 */
final class TransactionalProcessors {

    private final BeanManager manager;

    TransactionalProcessors(BeanManager manager) {
        this.manager = manager;
    }

    <T> void bind(ProcessAnnotatedType<T> event) {
        AnnotatedType<T> type = event.getAnnotatedType();
        if (type.getMethods().stream().anyMatch(method -> isChecked(method, type))) {
            event.configureAnnotatedType()
                    .filterMethods(method -> isChecked(method, type))
                    .forEach(method -> method.add(CommitChecked.Literal.INSTANCE));
        }
    }

    private boolean isChecked(AnnotatedMethod<?> method, AnnotatedType<?> type) {
        boolean processor = method.isAnnotationPresent(Processor.class)
                || type.isAnnotationPresent(Processor.class) && makesJobs(method);
        return processor && (isTransactional(method) || isTransactional(type));
    }

    private static boolean makesJobs(AnnotatedMethod<?> method) {
        return method.getJavaMember().getName().equals("toJob")
                && List.of(method.getJavaMember().getParameterTypes()).equals(List.of(LogRecord.class));
    }

    private boolean isTransactional(Annotated annotated) {
        return isAmong(annotated.getAnnotations(), new HashSet<>());
    }

    /** Whether {@code @Transactional} is among the annotations, or added by a stereotype or an interceptor binding. */
    private boolean isAmong(Collection<? extends Annotation> annotations, Set<Class<?>> passed) {
        for (Annotation annotation : annotations) {
            Class<? extends Annotation> kind = annotation.annotationType();
            if (kind == Transactional.class || passed.add(kind) && isAmong(broughtBy(kind), passed)) {
                return true;
            }
        }
        return false;
    }

    private Collection<Annotation> broughtBy(Class<? extends Annotation> kind) {
        if (manager.isStereotype(kind)) {
            return manager.getStereotypeDefinition(kind);
        }
        return manager.isInterceptorBinding(kind) ? manager.getInterceptorBindingDefinition(kind) : List.of();
    }
}
