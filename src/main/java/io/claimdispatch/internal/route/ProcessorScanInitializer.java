package io.claimdispatch.internal.route;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.discovery.ProcessorScan;
import jakarta.enterprise.inject.UnsatisfiedResolutionException;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.servlet.ServletContainerInitializer;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import jakarta.servlet.ServletException;
import jakarta.servlet.annotation.HandlesTypes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds {@link Processor} annotations that CDI never looks at, in classes without a bean defining annotation. The
 * servlet container scans all classes of the application and passes those that carry the annotation, on the class or a
 * member.
 */
@HandlesTypes(Processor.class)
public class ProcessorScanInitializer implements ServletContainerInitializer {

    @Override
    public void onStartup(@Nullable Set<Class<?>> classes, ServletContext context) throws ServletException {
        if (classes == null || classes.isEmpty()) {
            return;
        }
        Optional<ProcessorRegistry> registry = registry();
        if (registry.isPresent()) {
            check(classes, registry.get().classes());
        } else {
            context.addListener(new Later(classes));
        }
    }

    private static void check(Set<Class<?>> classes, Set<Class<?>> known) {
        List<ClaimDispatchException> problems = ProcessorScan.problems(classes, known);
        if (!problems.isEmpty()) {
            ClaimDispatchException first = problems.get(0);
            problems.stream().skip(1).forEach(first::addSuppressed);
            throw first;
        }
    }

    /** Empty if CDI is not up yet: the order in which a server starts CDI and the web container is not specified. */
    private static Optional<ProcessorRegistry> registry() {
        try {
            return Optional.of(CDI.current().select(ProcessorRegistry.class).get());
        } catch (IllegalStateException | UnsatisfiedResolutionException e) {
            return Optional.empty();
        }
    }

    /** Runs the same check when the application starts: if CDI is not up by then, none of its classes is a bean. */
    private record Later(Set<Class<?>> classes) implements ServletContextListener {
        @Override
        public void contextInitialized(ServletContextEvent event) {
            check(classes, registry().map(ProcessorRegistry::classes).orElse(Set.of()));
        }
    }
}
