package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.Problems;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import jakarta.enterprise.inject.spi.AfterDeploymentValidation;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.BeanManager;
import jakarta.enterprise.inject.spi.Extension;
import jakarta.enterprise.inject.spi.ProcessAnnotatedType;
import jakarta.enterprise.inject.spi.ProcessManagedBean;
import jakarta.enterprise.inject.spi.ProcessProducerMethod;
import jakarta.enterprise.inject.spi.WithAnnotations;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Collects everything annotated with {@link Processor} while the container discovers beans, and reports all problems at
 * once, before the application starts.
 */
public class ProcessorExtension implements Extension {

    private final Set<Class<?>> annotated = new HashSet<>();
    private final ProcessorCollection collection = new ProcessorCollection();
    private List<Registration> processors = List.of();

    /** The processors of this application, one per type or family. */
    public List<Registration> processors() {
        return processors;
    }

    /** The classes whose {@link Processor} annotations have been handled. */
    public Set<Class<?>> known() {
        return Set.copyOf(collection.known());
    }

    <T> void type(@Observes @WithAnnotations(Processor.class) ProcessAnnotatedType<T> event, BeanManager manager) {
        annotated.add(event.getAnnotatedType().getJavaClass());
        new TransactionalProcessors(manager).bind(event);
    }

    /** Handles session beans too: their event is a subtype. */
    <T> void bean(@Observes ProcessManagedBean<T> event, BeanManager manager) {
        AnnotatedType<T> type = event.getAnnotatedBeanClass();
        Processor own = type.getAnnotation(Processor.class);
        Class<?> specialized = type.getJavaClass().getSuperclass();
        if (own != null) {
            collection.classProcessor(own, type.getJavaClass(), type, event.getBean(), manager);
        } else if (type.isAnnotationPresent(Specializes.class)) {
            Processor inherited = declared(specialized);
            if (inherited != null) {
                collection.classProcessor(inherited, specialized, type, event.getBean(), manager);
            }
        }
        for (AnnotatedMethod<? super T> method : InheritedMethods.of(type)) {
            if (method.isAnnotationPresent(Processor.class) && !method.isAnnotationPresent(Produces.class)) {
                collection.methodProcessor(method, type, event.getBean(), manager);
            }
        }
    }

    void producer(@Observes ProcessProducerMethod<?, ?> event, BeanManager manager) {
        if (event.getAnnotatedProducerMethod().isAnnotationPresent(Processor.class)) {
            collection.producedProcessor(event.getAnnotatedProducerMethod(), event.getBean(), manager);
        }
    }

    void validate(@Observes AfterDeploymentValidation event) {
        List<ClaimDispatchException> problems = new ArrayList<>(collection.problems());
        processors = ProcessorConflicts.resolve(collection.found(), problems);
        problems.addAll(ProcessorScan.problems(annotated, collection.known()));
        processors.forEach(one -> verify(one, problems));
        problems.sort(Comparator.comparing(ClaimDispatchException::getMessage));
        problems.forEach(event::addDeploymentProblem);
    }

    private static void verify(Registration one, List<ClaimDispatchException> problems) {
        try {
            one.handler().verify();
        } catch (RuntimeException e) {
            problems.add(Problems.processorUnusable(one.place(), e));
        }
    }

    private static @Nullable Processor declared(Class<?> type) {
        return type.getDeclaredAnnotation(Processor.class);
    }
}
