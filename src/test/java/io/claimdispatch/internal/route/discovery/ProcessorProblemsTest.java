package io.claimdispatch.internal.route.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.Application;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Typed;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every one of these applications is refused at deployment, with a message that names the place. */
class ProcessorProblemsTest {

    @Processor("a")
    static class First implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("first");
        }
    }

    @Processor("a")
    static class Second extends First {}

    @ApplicationScoped
    static class SecondMethod {
        @Processor("a")
        void again() {}
    }

    @Processor("a.*")
    static class Family extends First {}

    @Processor("a.*")
    static class SameFamily extends First {}

    @Test
    void two_processors_for_one_type_stop_the_deployment() {
        assertThat(Application.refusal(First.class, Second.class))
                .contains("CLAIM0030", "'a'", First.class.getName(), Second.class.getName());
    }

    @Test
    void a_class_and_a_method_for_one_type_stop_the_deployment() {
        assertThat(Application.refusal(First.class, SecondMethod.class))
                .contains("CLAIM0030", First.class.getName(), SecondMethod.class.getName() + ".again()");
    }

    @Test
    void two_processors_for_one_family_stop_the_deployment() {
        assertThat(Application.refusal(Family.class, SameFamily.class)).contains("CLAIM0030", "'a.*'");
    }

    @Processor("")
    static class Blank extends First {}

    @Processor(" a")
    static class Padded extends First {}

    @Processor("a\u0007")
    static class Control extends First {}

    @Processor("a*")
    static class NoDot extends First {}

    @Processor("*.a")
    static class InFront extends First {}

    @Processor("a.*.b")
    static class InTheMiddle extends First {}

    @Processor("a.*.*")
    static class TwoAsterisks extends First {}

    @Processor(".*")
    static class OnlyADot extends First {}

    @Processor("123456789012345678901234567890123456789012345678901234567890"
            + "123456789012345678901234567890123456789012345678901234567890"
            + "1234567890123456789012345678901")
    static class TooLong extends First {}

    @ParameterizedTest
    @ValueSource(
            classes = {
                Blank.class,
                Padded.class,
                Control.class,
                NoDot.class,
                InFront.class,
                InTheMiddle.class,
                TwoAsterisks.class,
                OnlyADot.class,
                TooLong.class
            })
    void a_type_that_no_row_can_have(Class<?> processor) {
        assertThat(Application.refusal(processor)).contains("CLAIM0031", processor.getName());
    }

    @Processor(value = "a", maxAttempts = 0)
    static class NoAttempt extends First {}

    @Processor(value = "a", maxAttempts = 1_001)
    static class TooManyAttempts extends First {}

    @Processor(value = "a", maxAttempts = -2)
    static class FewerThanNoAttempt extends First {}

    @Processor(value = "a", initialDelay = "5m")
    static class NoDelay extends First {}

    @Processor(value = "a", initialDelay = "never")
    static class EndlessDelay extends First {}

    @Processor(value = "a", timeLimit = "PT0.5S")
    static class ShortLimit extends First {}

    @Processor(value = "a", timeLimit = " ")
    static class BlankLimit extends First {}

    @Processor(
            value = "a",
            priority = {io.claimdispatch.Priority.HIGH, io.claimdispatch.Priority.LOW})
    static class TwoPriorities extends First {}

    @Processor(value = "a", retention = "PT59S")
    static class ShortRetention extends First {}

    @Processor(value = "a", retention = "Never")
    static class MisspeltRetention extends First {}

    @ParameterizedTest
    @CsvSource({
        "NoAttempt, 'maxAttempts = ''0''; expected a whole number from 1 to 1000'",
        "TooManyAttempts, maxAttempts = '1001'",
        "FewerThanNoAttempt, maxAttempts = '-2'",
        "NoDelay, 'initialDelay = ''5m''; expected an ISO 8601 duration from PT0S to PT24H'",
        "EndlessDelay, initialDelay = 'never'",
        "ShortLimit, 'timeLimit = ''PT0.5S''; expected an ISO 8601 duration from PT1S to PT8760H, or never'",
        "BlankLimit, timeLimit = ' '",
        "TwoPriorities, 'priority = ''[HIGH, LOW]''; expected one priority'",
        "ShortRetention, 'retention = ''PT59S''; expected an ISO 8601 duration from PT1M to PT876000H, or never'",
        "MisspeltRetention, retention = 'Never'",
    })
    void a_policy_that_is_not_allowed_stops_the_deployment(String processor, String message) throws Exception {
        Class<?> annotated = Class.forName(ProcessorProblemsTest.class.getName() + "$" + processor);

        assertThat(Application.refusal(annotated)).contains("CLAIM0199", annotated.getName(), message);
    }

    @ApplicationScoped
    static class FaultyPolicies {
        @Processor(value = "a", maxAttempts = 0, retention = "P1Y")
        void first() {}

        @Processor(value = " ", timeLimit = "PT5M")
        void second() {}
    }

    @Test
    void all_faulty_policies_are_reported_with_the_other_faults() {
        assertThat(Application.refusal(FaultyPolicies.class))
                .contains(
                        "CLAIM0031",
                        FaultyPolicies.class.getName() + ".first() has maxAttempts = '0'",
                        FaultyPolicies.class.getName() + ".first() has retention = 'P1Y'",
                        FaultyPolicies.class.getName() + ".second()");
    }

    @ApplicationScoped
    static class BlankMethod {
        @Processor(" ")
        void blank() {}
    }

    @Test
    void a_blank_type_on_a_method_stops_the_deployment() {
        assertThat(Application.refusal(BlankMethod.class))
                .contains("CLAIM0031", BlankMethod.class.getName() + ".blank()");
    }

    @ApplicationScoped
    static class TwoPayloads {
        @Processor("a")
        void method(String one, String two) {}
    }

    @ApplicationScoped
    static class TwoRecords {
        @Processor("a")
        void method(LogRecord one, LogRecord two) {}
    }

    @ApplicationScoped
    static class WrongReturn {
        @Processor("a")
        String method() {
            return "";
        }
    }

    @ApplicationScoped
    static class StaticMethod {
        @Processor("a")
        static void method() {}
    }

    @ApplicationScoped
    static class PrivateMethod {
        @Processor("a")
        private void method() {}
    }

    @Dependent
    static class FinalMethod {
        @Processor("a")
        final void method() {}
    }

    @ApplicationScoped
    static class GenericMethod {
        @Processor("a")
        <T> void method(T payload) {}
    }

    @Dependent
    static class OpenPayload<T> {
        @Processor("a")
        void method(List<? extends T[]> payload) {}
    }

    @ApplicationScoped
    static class ObservingMethod {
        @Processor("a")
        void method(@Observes String event) {}
    }

    @ApplicationScoped
    static class WrongProducer {
        @Produces
        @Processor("a")
        String method() {
            return "";
        }
    }

    interface Hidden {}

    @ApplicationScoped
    @Typed(Hidden.class)
    static class HiddenMethod implements Hidden {
        @Processor("a")
        void method() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                TwoPayloads.class, TwoRecords.class, WrongReturn.class, StaticMethod.class, PrivateMethod.class,
                FinalMethod.class, GenericMethod.class, OpenPayload.class, ObservingMethod.class, WrongProducer.class,
                HiddenMethod.class
            })
    void a_method_that_cannot_be_called(Class<?> bean) {
        assertThat(Application.refusal(bean)).contains("CLAIM0032", bean.getName() + ".method(");
    }

    @Processor("a")
    @Typed(Hidden.class)
    static class HiddenProcessor extends First implements Hidden {}

    @Test
    void a_class_whose_bean_types_hide_the_processor_stops_the_deployment() {
        assertThat(Application.refusal(HiddenProcessor.class)).contains("CLAIM0032", HiddenProcessor.class.getName());
    }

    @Processor("a")
    static class NoInterface {}

    @Processor("a")
    static class NoInterfaceButAMethod {
        @Processor("b")
        void method() {}
    }

    @ParameterizedTest
    @ValueSource(classes = {NoInterface.class, NoInterfaceButAMethod.class})
    void a_processor_class_without_the_interface_stops_the_deployment(Class<?> processor) {
        assertThat(Application.refusal(processor)).contains("CLAIM0034", processor.getName());
    }

    @Processor("a")
    abstract static class Abstract extends First {}

    @Processor("a")
    interface AnInterface extends LogProcessor {}

    @Processor("a")
    class Inner extends First {}

    @Processor("a")
    static class NoUsableConstructor extends First {
        NoUsableConstructor(int number) {}
    }

    @Processor("a")
    @Alternative
    static class NotSelected extends First {}

    @Processor("a")
    enum AnEnum implements LogProcessor {
        ;

        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("enum");
        }
    }

    @ApplicationScoped
    abstract static class AbstractWithMethod {
        @Processor("a")
        void method() {}
    }

    @ParameterizedTest
    @ValueSource(
            classes = {
                Abstract.class,
                AnInterface.class,
                Inner.class,
                NoUsableConstructor.class,
                NotSelected.class,
                AnEnum.class,
                AbstractWithMethod.class
            })
    void a_class_that_is_no_bean(Class<?> processor) {
        assertThat(Application.refusal(processor)).contains("CLAIM0033", processor.getName());
    }

    @ApplicationScoped
    static final class FinalClass {
        @Processor("a")
        void method() {}
    }

    @Test
    void a_processor_that_the_container_cannot_proxy_stops_the_deployment() {
        assertThat(Application.refusal(FinalClass.class))
                .contains("CLAIM0035", FinalClass.class.getName() + ".method()");
    }

    @Test
    void all_problems_of_processors_are_reported_at_once() {
        assertThat(Application.refusal(First.class, Second.class, Blank.class, WrongReturn.class, NoInterface.class))
                .contains("CLAIM0030", "CLAIM0031", "CLAIM0032", "CLAIM0034");
    }
}
