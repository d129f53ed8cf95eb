package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/**
 * Finds processors whose work would continue after they return, with no way to learn how it ends: the row would be
 * processed at once, and a failure would be lost.
 */
final class OutlivingWork {

    private final AsynchronousMark mark;

    OutlivingWork(BeanManager manager) {
        mark = new AsynchronousMark(manager);
    }

    /** Why the work of a method would continue unnoticed; empty if it would not. */
    Optional<String> ofMethod(Processor processor, AnnotatedMethod<?> annotated, Bean<?> bean, AnnotatedType<?> type) {
        Method method = annotated.getJavaMember();
        Class<?> returned = method.getReturnType();
        boolean stage = CompletionStage.class.isAssignableFrom(returned);
        if (Future.class.isAssignableFrom(returned) && !stage) {
            return Optional.of("the method returns a " + returned.getName() + ", which does not tell when it is done");
        }
        if (stage && processor.atomic()) {
            return Optional.of(
                    "the method is atomic and returns a CompletionStage, whose work a transaction of this thread cannot contain");
        }
        return asynchronous(annotated, bean, type);
    }

    /** Why {@code toJob} would continue unnoticed; empty if it would not. */
    Optional<String> ofClass(Bean<?> bean, AnnotatedType<?> type) {
        return Stream.concat(
                        InheritedMethods.of(type).stream()
                                .filter(OutlivingWork::isToJob)
                                .map(method -> asynchronous(method, bean, type)),
                        Stream.of(mark.onClass(bean, type)))
                .flatMap(Optional::stream)
                .findFirst();
    }

    /** Why a producer would run unnoticed on another thread; empty if it would not. */
    Optional<String> ofProducer(AnnotatedMethod<?> producer) {
        return mark.onMethod(producer);
    }

    private Optional<String> asynchronous(AnnotatedMethod<?> method, Bean<?> bean, AnnotatedType<?> type) {
        return mark.onMethod(method).or(() -> mark.onClass(bean, type));
    }

    private static boolean isToJob(AnnotatedMethod<?> annotated) {
        Method method = annotated.getJavaMember();
        return method.getName().equals("toJob")
                && method.getParameterCount() == 1
                && method.getParameterTypes()[0] == LogRecord.class;
    }
}
