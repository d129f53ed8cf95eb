package io.claimdispatch.internal.route.discovery;

import static io.claimdispatch.internal.route.Rows.row;
import static java.lang.annotation.ElementType.ANNOTATION_TYPE;
import static java.lang.annotation.ElementType.METHOD;
import static java.lang.annotation.ElementType.TYPE;
import static java.lang.annotation.RetentionPolicy.RUNTIME;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.common.OwnedWork;
import io.claimdispatch.internal.route.Application;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.concurrent.Asynchronous;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Stereotype;
import jakarta.interceptor.InterceptorBinding;
import java.lang.annotation.Retention;
import java.lang.annotation.Target;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which processors may go on after they have returned, and which would do so unseen. */
class OutlivingWorkTest {

    @ApplicationScoped
    static class ByEnterpriseBeans {
        @Processor("a")
        @jakarta.ejb.Asynchronous
        void method() {}
    }

    @ApplicationScoped
    static class ByConcurrency {
        @Processor("a")
        @Asynchronous
        void method() {}
    }

    @ApplicationScoped
    static class ByMicroProfile {
        @Processor("a")
        @org.eclipse.microprofile.faulttolerance.Asynchronous
        void method() {}
    }

    @ApplicationScoped
    static class WithAStage {
        @Processor("a")
        @Asynchronous
        CompletionStage<Void> method() {
            return Asynchronous.Result.complete(null);
        }
    }

    @ApplicationScoped
    static class AtomicByConcurrency {
        @Processor(value = "a", atomic = true)
        @Asynchronous
        void method() {}
    }

    @Asynchronous
    @ApplicationScoped
    static class OnTheClass {
        @Processor("a")
        void method() {}
    }

    @Asynchronous
    static class Superclass {}

    @ApplicationScoped
    static class InheritsTheMark extends Superclass {
        @Processor("a")
        void method() {}
    }

    @jakarta.ejb.Asynchronous
    static class SuperclassWithMethod {
        @Processor("a")
        void method() {}
    }

    @ApplicationScoped
    static class InheritsTheMethod extends SuperclassWithMethod {}

    @Stereotype
    @Asynchronous
    @Retention(RUNTIME)
    @Target({TYPE, ANNOTATION_TYPE})
    @interface Background {}

    @Stereotype
    @Background
    @Retention(RUNTIME)
    @Target(TYPE)
    @interface Service {}

    @ApplicationScoped
    @Service
    static class ByStereotypeOfAStereotype {
        @Processor("a")
        void method() {}
    }

    @InterceptorBinding
    @Asynchronous
    @Retention(RUNTIME)
    @Target({TYPE, METHOD})
    @interface Offloaded {}

    @ApplicationScoped
    static class ByInterceptorBinding {
        @Processor("a")
        @Offloaded
        void method() {}
    }

    @ApplicationScoped
    static class ReturnsAFuture {
        @Processor("a")
        Future<Void> method() {
            return CompletableFuture.completedFuture(null);
        }
    }

    @ApplicationScoped
    static class AtomicWithAStage {
        @Processor(value = "a", atomic = true)
        CompletionStage<Void> method() {
            return CompletableFuture.completedStage(null);
        }
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                ByEnterpriseBeans.class,
                ByConcurrency.class,
                ByMicroProfile.class,
                WithAStage.class,
                AtomicByConcurrency.class,
                OnTheClass.class,
                InheritsTheMark.class,
                InheritsTheMethod.class,
                ByStereotypeOfAStereotype.class,
                ByInterceptorBinding.class,
                ReturnsAFuture.class,
                AtomicWithAStage.class
            })
    void a_method_whose_work_would_outlive_it_unnoticed_stops_the_deployment(Class<?> bean) {
        assertThat(Application.refusal(bean)).contains("CLAIM0037", bean.getName() + ".method()");
    }

    @Test
    void the_error_names_the_asynchronous_annotation_and_its_carrier() {
        assertThat(Application.refusal(ByStereotypeOfAStereotype.class))
                .contains("@jakarta.enterprise.concurrent.Asynchronous", Background.class.getName(), "Service");
    }

    @Processor("a")
    static class AsynchronousToJob implements LogProcessor {
        @Override
        @Asynchronous
        public Job toJob(LogRecord row) {
            return Job.batch("b");
        }
    }

    @Processor("a")
    @Background
    static class AsynchronousProcessor implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("b");
        }
    }

    @ApplicationScoped
    static class AsynchronousProducer {
        @Produces
        @Dependent
        @Processor("a")
        @Asynchronous
        LogProcessor processor() {
            return row -> Job.batch("b");
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {AsynchronousToJob.class, AsynchronousProcessor.class, AsynchronousProducer.class})
    void an_asynchronous_processor_class_or_producer_stops_the_deployment(Class<?> bean) {
        assertThat(Application.refusal(bean)).contains("CLAIM0037", bean.getName());
    }

    @ApplicationScoped
    static class StageOfText {
        @Processor("a")
        CompletionStage<String> method() {
            return CompletableFuture.completedStage("");
        }
    }

    @ApplicationScoped
    static class StageOfAJob {
        @Processor("a")
        CompletableFuture<? extends Job> method() {
            return new CompletableFuture<>();
        }
    }

    @ApplicationScoped
    static class StageOfAList {
        @Processor("a")
        CompletableFuture<List<Outcome>> method() {
            return new CompletableFuture<>();
        }
    }

    @ParameterizedTest
    @ValueSource(classes = {StageOfText.class, StageOfAJob.class, StageOfAList.class})
    void a_method_whose_stage_cannot_yield_an_outcome_stops_the_deployment(Class<?> bean) {
        assertThat(Application.refusal(bean)).contains("CLAIM0032", bean.getName() + ".method()");
    }

    /** Of a user's own. */
    static class OwnFuture<A, B> extends CompletableFuture<B> {}

    @ApplicationScoped
    static class Stages {
        @Processor("void")
        CompletionStage<Void> nothing() {
            return CompletableFuture.completedStage(null);
        }

        @Processor("outcome")
        CompletableFuture<? extends Outcome> outcome() {
            return CompletableFuture.completedFuture(Outcome.success());
        }

        @Processor("unknown")
        CompletionStage<?> unknown() {
            return CompletableFuture.completedStage(null);
        }

        @Processor("own")
        OwnFuture<String, Outcome> own() {
            return new OwnFuture<>();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"void", "outcome", "unknown", "own"})
    void a_method_that_returns_a_stage_is_an_asynchronous_job(String type) throws Exception {
        try (Application application = Application.of(Stages.class)) {
            assertThat(application.job(row(type))).isInstanceOf(Job.Async.class);
        }
    }

    @Dependent
    static class MadeForOneCall {
        @Processor("method")
        CompletionStage<Void> method() {
            Application.log().add("called");
            return new CompletableFuture<>();
        }

        @PreDestroy
        void end() {
            Application.log().add("destroyed");
        }
    }

    @Dependent
    @Processor("class")
    static class ProcessorMadeForOneCall implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.async(() -> {
                Application.log().add("called");
                return new CompletableFuture<>();
            });
        }

        @PreDestroy
        void end() {
            Application.log().add("destroyed");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"method", "class"})
    void a_dependent_bean_lives_until_its_stage_has_completed(String type) throws Exception {
        try (Application application = Application.of(MadeForOneCall.class, ProcessorMadeForOneCall.class)) {
            OwnedWork work = (OwnedWork) ((Job.Async) application.job(row(type))).work();
            work.call();
            assertThat(Application.log()).containsExactly("called");
            work.close();
            assertThat(Application.log()).containsExactly("called", "destroyed");
        }
    }
}
