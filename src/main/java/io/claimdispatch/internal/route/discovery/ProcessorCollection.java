package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.TypePattern;
import io.claimdispatch.internal.common.problem.ChunkProblems;
import io.claimdispatch.internal.common.problem.ProcessorProblems;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import io.claimdispatch.internal.route.call.BeanSource;
import io.claimdispatch.internal.route.call.ChunkHandler;
import io.claimdispatch.internal.route.call.ChunkMethod;
import io.claimdispatch.internal.route.call.ClassHandler;
import io.claimdispatch.internal.route.call.Handler;
import io.claimdispatch.internal.route.call.MethodHandler;
import io.claimdispatch.internal.route.call.Places;
import io.claimdispatch.internal.route.call.ProcessorMethod;
import jakarta.enterprise.inject.spi.AnnotatedMethod;
import jakarta.enterprise.inject.spi.AnnotatedType;
import jakarta.enterprise.inject.spi.Bean;
import jakarta.enterprise.inject.spi.BeanManager;
import java.lang.reflect.Method;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Collects the processors that the extension finds, and the problems of those that cannot work. */
final class ProcessorCollection {

    private final Set<Class<?>> known = new HashSet<>();
    private final List<Registration> found = new ArrayList<>();
    private final List<ClaimDispatchException> problems = new ArrayList<>();

    List<Registration> found() {
        return found;
    }

    List<ClaimDispatchException> problems() {
        return problems;
    }

    /** The classes whose {@code @Processor} annotations have been handled. */
    Set<Class<?>> known() {
        return known;
    }

    /**
     * Adds a bean class that carries the annotation, or that specializes a superclass with it.
     *
     * @param carrier the class with the annotation
     */
    void classProcessor(
            Processor processor, Class<?> carrier, AnnotatedType<?> type, Bean<?> bean, BeanManager manager) {
        known.add(carrier);
        Class<?> beanClass = bean.getBeanClass();
        String place = Places.of(beanClass);
        if (!LogProcessor.class.isAssignableFrom(beanClass)) {
            problems.add(ProcessorProblems.processorNoInterface(place));
            return;
        }
        if (ChunkSignature.isWanted(processor)) {
            problems.add(ChunkProblems.makesJobs(place, ChunkSignature.CLASS));
            return;
        }
        if (processor.atomic()) {
            problems.add(ProcessorProblems.processorSignature(place, AtomicMethod.NO_METHOD));
            return;
        }
        Optional<String> unseen = new OutlivingWork(manager).ofClass(bean, type);
        if (unseen.isPresent()) {
            problems.add(ProcessorProblems.processorOutlived(place, unseen.get()));
            return;
        }
        Optional<Type> view = BeanViews.of(bean, LogProcessor.class).or(() -> BeanViews.of(bean, beanClass));
        if (view.isEmpty()) {
            problems.add(ProcessorProblems.processorSignature(
                    place, "the types of the bean hide that it is a LogProcessor"));
            return;
        }
        add(processor, place, bean, new ClassHandler(new BeanSource<>(manager, bean, view.get()), false));
    }

    /** Adds a method of a bean. */
    void methodProcessor(AnnotatedMethod<?> annotated, AnnotatedType<?> type, Bean<?> bean, BeanManager manager) {
        Method method = annotated.getJavaMember();
        known.add(method.getDeclaringClass());
        String place = Places.of(bean.getBeanClass(), method);
        Processor processor = annotated.getAnnotation(Processor.class);
        Optional<String> unseen = new OutlivingWork(manager).ofMethod(processor, annotated, bean, type);
        if (unseen.isPresent()) {
            problems.add(ProcessorProblems.processorOutlived(place, unseen.get()));
            return;
        }
        ClaimDispatchException misfit = ChunkSignature.fault(processor, method, place);
        if (misfit != null) {
            problems.add(misfit);
            return;
        }
        boolean takesChunks = ChunkSignature.isWanted(processor);
        Optional<String> fault = (takesChunks
                        ? MethodSignature.faultOfAny(annotated)
                        : MethodSignature.fault(annotated))
                .or(() -> AtomicMethod.fault(processor, annotated));
        if (fault.isPresent()) {
            problems.add(ProcessorProblems.processorSignature(place, fault.get()));
            return;
        }
        Optional<BeanViews.View> view = BeanViews.of(bean, method);
        if (view.isEmpty()) {
            problems.add(ProcessorProblems.processorSignature(place, "the types of the bean hide the method"));
            return;
        }
        BeanSource<Object> source = new BeanSource<>(manager, bean, view.get().type());
        add(processor, place, bean, handler(processor, method, view.get(), source));
    }

    private static Handler handler(Processor processor, Method method, BeanViews.View view, BeanSource<Object> source) {
        if (ChunkSignature.isWanted(processor)) {
            ChunkMethod called = new ChunkMethod(
                    view.method(), ChunkSignature.elements(method), method.getReturnType() != void.class);
            return new ChunkHandler(source, called, processor.chunk(), processor.atomic());
        }
        ProcessorMethod called = new ProcessorMethod(view.method(), method.getReturnType());
        return new MethodHandler(source, called, processor.atomic());
    }

    /** Adds a producer method, whose product is the processor. */
    void producedProcessor(AnnotatedMethod<?> annotated, Bean<?> bean, BeanManager manager) {
        Method method = annotated.getJavaMember();
        known.add(method.getDeclaringClass());
        String place = Places.of(method.getDeclaringClass(), method);
        if (BeanViews.of(bean, LogProcessor.class).isEmpty()) {
            problems.add(
                    ProcessorProblems.processorSignature(place, "the method is a producer, but not of a LogProcessor"));
            return;
        }
        Processor processor = annotated.getAnnotation(Processor.class);
        if (ChunkSignature.isWanted(processor)) {
            problems.add(ChunkProblems.makesJobs(place, ChunkSignature.PRODUCER));
            return;
        }
        if (processor.atomic()) {
            problems.add(ProcessorProblems.processorSignature(place, AtomicMethod.NO_METHOD));
            return;
        }
        Optional<String> unseen = new OutlivingWork(manager).ofProducer(annotated);
        if (unseen.isPresent()) {
            problems.add(ProcessorProblems.processorOutlived(place, unseen.get()));
            return;
        }
        BeanSource<LogProcessor> source = new BeanSource<>(manager, bean, LogProcessor.class);
        add(processor, place, bean, new ClassHandler(source, true));
    }

    private void add(Processor processor, String place, Bean<?> bean, Handler handler) {
        TypePattern pattern = new TypePattern(processor.value());
        Optional<String> fault = pattern.fault();
        if (fault.isPresent()) {
            problems.add(ProcessorProblems.processorTypeInvalid(pattern.value(), place, fault.get()));
        } else {
            found.add(new Registration(pattern, place, bean, handler, policy(processor, place)));
        }
    }

    private ProcessorPolicy policy(Processor processor, String place) {
        return ProcessorPolicy.of(
                processor,
                fault -> problems.add(ProcessorProblems.processorPolicyInvalid(
                        place, fault.policy(), fault.value(), fault.expected())));
    }
}
