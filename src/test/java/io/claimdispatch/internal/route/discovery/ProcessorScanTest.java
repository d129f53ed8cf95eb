package io.claimdispatch.internal.route.discovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.Application;
import io.claimdispatch.internal.route.ProcessorScanInitializer;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Vetoed;
import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What CDI never looks at is found by the web container's scan. */
class ProcessorScanTest {

    @TempDir
    Path folder;

    @Processor("bean")
    static class Bean implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("bean");
        }
    }

    /** No annotation of its own: handed in because its superclass has one. */
    static class SubclassOfBean extends Bean {}

    @Processor("vetoed")
    @Vetoed
    static class VetoedBean extends Bean {}

    /** Without a scope it is no bean, so that CDI does not even see the annotation. */
    static class NoScope {
        @Processor("forgotten")
        void forgotten() {}
    }

    abstract static class Base {
        @Processor("base")
        public void base() {}
    }

    @ApplicationScoped
    public static class Concrete extends Base {}

    private final List<ServletContextListener> listeners = new ArrayList<>();
    private final ServletContext context = (ServletContext) Proxy.newProxyInstance(
            getClass().getClassLoader(), new Class<?>[] {ServletContext.class}, (proxy, method, arguments) -> {
                assertThat(method.getName()).isEqualTo("addListener");
                listeners.add((ServletContextListener) arguments[0]);
                return null;
            });

    private void scan(Class<?>... classes) throws Exception {
        new ProcessorScanInitializer().onStartup(Set.of(classes), context);
    }

    @Test
    void processor_beans_and_their_sub_and_superclasses_are_accepted() {
        try (Application app = Application.of(Bean.class, Concrete.class)) {
            assertThat(app.registry().routableTypes()).containsExactlyInAnyOrder("bean", "base");
            assertThatCode(() -> scan(Bean.class, SubclassOfBean.class, Concrete.class, Base.class, String.class))
                    .doesNotThrowAnyException();
            assertThat(listeners).isEmpty();
        }
    }

    @Test
    void a_processor_method_in_a_class_that_is_not_a_bean_stops_the_deployment() throws Exception {
        try (Application app = Application.discovered(folder, Bean.class, NoScope.class)) {
            assertThat(app.registry().routableTypes()).containsExactly("bean");
            assertThatThrownBy(() -> scan(Bean.class, NoScope.class))
                    .isInstanceOf(ClaimDispatchException.class)
                    .hasMessageContainingAll("CLAIM0033", NoScope.class.getName() + ".forgotten()");
        }
    }

    @Test
    void a_vetoed_processor_class_stops_the_deployment() throws Exception {
        try (Application app = Application.discovered(folder, Bean.class, VetoedBean.class)) {
            assertThat(app.registry().routableTypes()).containsExactly("bean");
            assertThatThrownBy(() -> scan(VetoedBean.class)).hasMessageContainingAll("CLAIM0033", "VetoedBean");
        }
    }

    @Test
    void the_error_names_every_processor_class_that_is_not_a_bean() {
        try (Application app = Application.of()) {
            assertThat(app.registry().routableTypes()).isEmpty();
            assertThatThrownBy(() -> scan(VetoedBean.class, NoScope.class))
                    .hasMessageContaining("NoScope")
                    .satisfies(e -> assertThat(e.getSuppressed()[0]).hasMessageContaining("VetoedBean"));
        }
    }

    @Test
    void an_abstract_processor_class_without_a_bean_below_it_is_a_problem() {
        assertThat(ProcessorScan.problems(Set.of(Base.class), Set.of()))
                .singleElement()
                .satisfies(problem -> assertThat(problem).hasMessageContaining(Base.class.getName() + ".base()"));
    }

    @Test
    void the_processor_scan_waits_for_the_start_if_cdi_is_not_up_yet() throws Exception {
        scan(Bean.class, NoScope.class);
        ServletContextListener listener = listeners.get(0);
        ServletContextEvent started = new ServletContextEvent(context);
        try (Application app = Application.of(Bean.class)) {
            assertThat(app.registry().routableTypes()).containsExactly("bean");
            assertThatThrownBy(() -> listener.contextInitialized(started))
                    .hasMessageContainingAll("CLAIM0033", "NoScope");
        }
        assertThatThrownBy(() -> listener.contextInitialized(started))
                .as("no CDI at all: nothing is a bean")
                .hasMessageContaining(Bean.class.getName());
    }
}
