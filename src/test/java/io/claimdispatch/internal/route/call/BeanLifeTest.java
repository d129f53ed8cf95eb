package io.claimdispatch.internal.route.call;

import static io.claimdispatch.internal.route.Rows.row;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.Application;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.ejb.EJBException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.ContextNotActiveException;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.context.RequestScoped;
import jakarta.enterprise.context.control.RequestContextController;
import jakarta.enterprise.inject.Any;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import jakarta.interceptor.AroundInvoke;
import jakarta.interceptor.Interceptor;
import jakarta.interceptor.InterceptorBinding;
import jakarta.interceptor.InvocationContext;
import java.io.IOException;
import java.lang.annotation.Retention;
import org.junit.jupiter.api.Test;

/** Processors are beans: their scopes, interceptors and decorators mean what they mean elsewhere. */
class BeanLifeTest {

    @Dependent
    static class Helper {
        @PreDestroy
        void end() {
            Application.log().add("helper destroyed");
        }

        void help(String whom) {
            Application.log().add("helps " + whom);
        }
    }

    @Dependent
    static class DependentMethods {
        @Inject
        Helper helper;

        @PostConstruct
        void begin() {
            Application.log().add("made");
        }

        @PreDestroy
        void end() {
            Application.log().add("destroyed");
        }

        @Processor("works")
        void works() {
            helper.help("the method");
        }

        @Processor("fails")
        void fails() {
            throw new IllegalStateException("no");
        }
    }

    @Test
    void a_dependent_bean_is_created_for_each_call_and_destroyed_after_it() throws Exception {
        try (Application app = Application.of(DependentMethods.class, Helper.class)) {
            Job job = app.job(row("works"));
            assertThat(Application.log()).isEmpty();
            ((Job.Task) job).work().call();
            app.run(row("works"));
            assertThat(Application.log())
                    .containsExactly(
                            "made",
                            "helps the method",
                            "destroyed",
                            "helper destroyed",
                            "made",
                            "helps the method",
                            "destroyed",
                            "helper destroyed");
        }
    }

    @Test
    void a_dependent_bean_is_destroyed_when_its_method_fails() throws Exception {
        try (Application app = Application.of(DependentMethods.class, Helper.class)) {
            assertThatThrownBy(() -> app.run(row("fails"))).isExactlyInstanceOf(IllegalStateException.class);
            assertThat(Application.log()).containsExactly("made", "destroyed", "helper destroyed");
        }
    }

    @Dependent
    @Processor("kept.*")
    static class DependentProcessor implements LogProcessor {
        @Inject
        Helper helper;

        @Override
        public Job toJob(LogRecord row) {
            return row.type().endsWith("task") ? Job.task(() -> helper.help("the task")) : Job.batch("b");
        }

        @PreDestroy
        void end() {
            Application.log().add("destroyed");
        }
    }

    @Test
    void a_dependent_processor_lives_until_its_task_has_ended() throws Exception {
        try (Application app = Application.of(DependentProcessor.class, Helper.class)) {
            app.registry().seen("kept.task");
            Application.log().clear();
            Job job = app.job(row("kept.task"));
            assertThat(Application.log()).isEmpty();
            ((Job.Task) job).work().call();
            assertThat(Application.log()).containsExactly("helps the task", "destroyed", "helper destroyed");
        }
    }

    @Test
    void a_dependent_processor_without_a_task_is_destroyed_at_once() throws Exception {
        try (Application app = Application.of(DependentProcessor.class, Helper.class)) {
            app.registry().seen("kept.batch");
            Application.log().clear();
            assertThat(app.job(row("kept.batch"))).isEqualTo(Job.batch("b"));
            assertThat(Application.log()).containsExactly("destroyed", "helper destroyed");
        }
    }

    @ApplicationScoped
    static class SharedBean {
        @PostConstruct
        void begin() {
            Application.log().add("made");
        }

        @Processor("shared")
        void shared() {}
    }

    @Singleton
    static class SingleBean {
        @PostConstruct
        void begin() {
            Application.log().add("made");
        }

        @Processor("single")
        void single() {}
    }

    @Test
    void a_shared_bean_is_created_once_and_lazily() throws Exception {
        try (Application app = Application.of(SharedBean.class, SingleBean.class)) {
            assertThat(Application.log()).isEmpty();
            app.run(row("shared"));
            app.run(row("shared"));
            assertThat(Application.log()).containsExactly("made");
            app.run(row("single"));
            app.run(row("single"));
            assertThat(Application.log()).containsExactly("made", "made");
        }
    }

    @RequestScoped
    static class RequestBean {
        private int calls;

        @Processor("request")
        void count() {
            Application.log().add("call " + ++calls);
        }
    }

    @Test
    void each_request_context_has_its_own_request_scoped_bean() throws Exception {
        try (Application app = Application.of(RequestBean.class)) {
            RequestContextController request = app.get(RequestContextController.class);
            for (int i = 0; i < 2; i++) {
                request.activate();
                app.run(row("request"));
                app.run(row("request"));
                request.deactivate();
            }
            assertThat(Application.log()).containsExactly("call 1", "call 2", "call 1", "call 2");
            assertThatThrownBy(() -> app.run(row("request"))).isInstanceOf(ContextNotActiveException.class);
        }
    }

    @InterceptorBinding
    @Retention(RUNTIME)
    @interface Noted {}

    @Noted
    @Interceptor
    @Priority(1)
    static class NotingInterceptor {
        @AroundInvoke
        Object note(InvocationContext call) throws Exception {
            Application.log().add("before " + call.getMethod().getName());
            return call.proceed();
        }
    }

    @ApplicationScoped
    static class Intercepted {
        @Noted
        @Processor("intercepted")
        void work() {
            Application.log().add("work");
        }
    }

    @Test
    void interceptors_apply_to_processor_methods() throws Exception {
        try (Application app = Application.of(Intercepted.class, NotingInterceptor.class)) {
            app.run(row("intercepted"));
            assertThat(Application.log()).containsExactly("before work", "work");
        }
    }

    @Processor("plain")
    static class Plain implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("plain");
        }
    }

    @Decorator
    @Priority(1)
    static class Decorating implements LogProcessor {
        @Inject
        @Delegate
        @Any
        LogProcessor delegate;

        @Override
        public Job toJob(LogRecord row) throws Exception {
            return Job.batch("decorated " + ((Job.Batch) delegate.toJob(row)).name());
        }
    }

    @Test
    void decorators_apply_to_processors() throws Exception {
        try (Application app = Application.of(Plain.class, Decorating.class)) {
            assertThat(app.job(row("plain"))).isEqualTo(Job.batch("decorated plain"));
        }
    }

    @ApplicationScoped
    static class Throwing {
        @Processor("checked")
        void checked() throws IOException {
            throw new IOException("disk full");
        }

        @Processor("error")
        void error() {
            throw new AssertionError("impossible");
        }
    }

    @Test
    void the_exception_of_a_processor_method_is_thrown_unwrapped() {
        try (Application app = Application.of(Throwing.class)) {
            assertThatThrownBy(() -> app.run(row("checked")))
                    .isExactlyInstanceOf(IOException.class)
                    .hasMessage("disk full");
            assertThatThrownBy(() -> app.run(row("error"))).isExactlyInstanceOf(AssertionError.class);
        }
    }

    /** Throws what the container of a session bean makes of an unchecked exception. */
    @ApplicationScoped
    @Processor("session")
    static class SessionBeanLike implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            throw new EJBException(new IllegalStateException("own"));
        }

        @Processor("session.method")
        void method() {
            throw new EJBException(new IllegalStateException("own"));
        }

        @Processor("session.job")
        Job job() {
            throw new EJBException("no", new IOException());
        }
    }

    @Test
    void the_exception_of_a_session_bean_is_unwrapped_from_its_containers() {
        try (Application app = Application.of(SessionBeanLike.class)) {
            assertThatThrownBy(() -> app.job(row("session"))).isExactlyInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> app.run(row("session.method"))).isExactlyInstanceOf(IllegalStateException.class);
            assertThatThrownBy(() -> app.job(row("session.job"))).isExactlyInstanceOf(EJBException.class);
        }
    }
}
