package io.claimdispatch.internal.route.discovery;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.route.call.Places;
import java.lang.System.Logger.Level;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Compares classes that carry {@link Processor} with those that became beans. A container does not report a class that
 * is not a bean, so without this check its processors would silently never run.
 */
public final class ProcessorScan {

    private static final Log LOG = Log.of(ProcessorScan.class);

    private ProcessorScan() {}

    /**
     * Returns one problem for each processor that would never run.
     *
     * @param classes classes with the annotation, on the class or a method; others, for example their subclasses, do no
     *     harm
     * @param known classes whose processors are registered, replaced on purpose, or already reported
     */
    public static List<ClaimDispatchException> problems(Collection<Class<?>> classes, Set<Class<?>> known) {
        List<ClaimDispatchException> problems = new ArrayList<>();
        classes.stream()
                .filter(type -> !known.contains(type))
                .sorted(Comparator.comparing(Class::getName))
                .forEach(type -> place(type).map(Problems::processorNoBean).ifPresent(problems::add));
        return problems;
    }

    /** The place of the annotation in the class itself; an inherited one belongs to the class that declares it. */
    private static Optional<String> place(Class<?> type) {
        try {
            if (type.getDeclaredAnnotation(Processor.class) != null) {
                return Optional.of(Places.of(type));
            }
            return Arrays.stream(type.getDeclaredMethods())
                    .filter(ProcessorScan::annotated)
                    .map(method -> Places.of(type, method))
                    .sorted()
                    .findFirst();
        } catch (LinkageError e) {
            // A class whose dependencies are missing cannot be a bean, and must not stop those that can.
            LOG.log(Level.DEBUG, () -> "not looked at for @Processor: " + type.getName(), e);
            return Optional.empty();
        }
    }

    /** Excludes bridge methods, to which the compiler copies annotations. */
    private static boolean annotated(Method method) {
        return !method.isBridge() && method.isAnnotationPresent(Processor.class);
    }
}
