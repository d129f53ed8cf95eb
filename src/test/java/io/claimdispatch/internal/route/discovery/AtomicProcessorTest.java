package io.claimdispatch.internal.route.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.Application;
import io.claimdispatch.internal.route.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import jakarta.transaction.Transactional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which processors may complete in the transaction of their work, and how that gets into the job. */
class AtomicProcessorTest {

    @Processor(value = "a", atomic = true)
    static class AtomicClass implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.atomic(() -> {});
        }
    }

    @ApplicationScoped
    static class AtomicProducer {
        @Produces
        @Dependent
        @Processor(value = "a", atomic = true)
        LogProcessor processor() {
            return row -> Job.atomic(() -> {});
        }
    }

    @ApplicationScoped
    static class MakesJob {
        @Processor(value = "a", atomic = true)
        Job method() {
            return Job.atomic(() -> {});
        }
    }

    @ApplicationScoped
    static class Escapes {
        @Processor(value = "a", atomic = true)
        @Transactional(Transactional.TxType.REQUIRES_NEW)
        void method() {}
    }

    @Transactional(Transactional.TxType.NOT_SUPPORTED)
    @ApplicationScoped
    static class EscapesAsAWhole {
        @Processor(value = "a", atomic = true)
        void method() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {AtomicClass.class, AtomicProducer.class, MakesJob.class, Escapes.class, EscapesAsAWhole.class})
    void a_processor_that_cannot_be_atomic_but_says_so_stops_the_deployment(Class<?> processor) {
        assertThat(Application.refusal(processor)).contains("CLAIM0032", processor.getName(), "atomic");
    }

    @ApplicationScoped
    static class Methods {
        @Processor(value = "atomic", atomic = true)
        @Transactional
        void atomic() {}

        @Processor("plain")
        void plain() {}
    }

    @Dependent
    static class OfOneCall {
        @Processor("made")
        Job atomic() {
            return Job.atomic(() -> {});
        }
    }

    @Test
    void a_task_is_atomic_if_its_processor_says_so() throws Exception {
        try (Application application = Application.of(Methods.class, OfOneCall.class)) {
            assertThat(isAtomic(application, "atomic")).isTrue();
            assertThat(isAtomic(application, "plain")).isFalse();
            assertThat(isAtomic(application, "made"))
                    .as("the job of a bean that is destroyed after it")
                    .isTrue();
        }
    }

    private static boolean isAtomic(Application application, String type) throws Exception {
        return ((Job.Task) application.job(Rows.row(type))).atomic();
    }
}
