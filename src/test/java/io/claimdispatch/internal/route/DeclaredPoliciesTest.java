package io.claimdispatch.internal.route;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Priority;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.policy.ProcessorPolicy;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Any;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose policies a type has, before and after it is known which processor routes it. */
class DeclaredPoliciesTest {

    abstract static class Asked implements LogProcessor {
        @Override
        public boolean supports(String type) {
            Application.log().add(type);
            return !type.endsWith("never");
        }

        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("none");
        }
    }

    @Processor(value = "order.*", maxAttempts = 2)
    static class Orders extends Asked {}

    @Processor("order.line.*")
    static class Lines extends Asked {}

    @ApplicationScoped
    static class Methods {
        @Processor(value = "*", maxAttempts = 1)
        void everything() {}

        @Processor(value = "order.paid", priority = Priority.HIGH)
        void exact() {}
    }

    static class Products {
        @Produces
        @Processor(value = "product", retention = "never")
        LogProcessor product() {
            return row -> Job.batch("none");
        }
    }

    private static ProcessorPolicy attempts(int most) {
        return new ProcessorPolicy(most, null, null, null, null);
    }

    @Test
    void aTypeHasThePoliciesOfItsOwnProcessorElseThoseOfItsLongestFamilyWithoutAQuestion() {
        try (Application app = Application.of(Methods.class, Orders.class, Lines.class)) {
            ProcessorRegistry registry = app.registry();

            assertThat(registry.presumed("order.paid"))
                    .isEqualTo(new ProcessorPolicy(null, null, null, Priority.HIGH, null));
            assertThat(registry.presumed("order.sent")).isEqualTo(attempts(2));
            assertThat(registry.presumed("order.line.added")).isEqualTo(ProcessorPolicy.NONE);
            assertThat(registry.presumed("mail")).isEqualTo(attempts(1));
            assertThat(registry.certain("mail"))
                    .as("a method takes all of its family")
                    .contains(attempts(1));
            assertThat(Application.log()).isEmpty();
        }
    }

    @Test
    void aTypeThatAFamilyDoesNotSupportHasThePoliciesOfTheNext() {
        try (Application app = Application.of(Methods.class, Orders.class)) {
            ProcessorRegistry registry = app.registry();
            assertThat(registry.presumed("order.never")).isEqualTo(attempts(2));

            registry.seen("order.never");

            assertThat(registry.presumed("order.never")).isEqualTo(attempts(1));
            assertThat(registry.certain("order.never")).contains(attempts(1));
        }
    }

    @Test
    void whatIsNotCertainIsAskedLater() {
        try (Application app = Application.of(Orders.class, Lines.class)) {
            ProcessorRegistry registry = app.registry();

            assertThat(registry.certain("order.line.never")).isEmpty();
            assertThat(registry.certain("mail")).as("nobody has it").isEmpty();
            assertThat(Application.log()).isEmpty();
            registry.askAboutPublished();

            assertThat(Application.log()).containsExactly("order.line.never", "order.line.never");
            assertThat(registry.certain("order.line.never")).as("nobody has it").isEmpty();
            assertThat(registry.presumed("order.line.never")).isEqualTo(ProcessorPolicy.NONE);
            assertThat(registry.askAboutPublished()).as("no question twice").isFalse();
        }
    }

    @Test
    void aTypeOfAFamilyThatDeclaresNothingIsCertainOnceItsProcessorHasBeenAsked() {
        try (Application app = Application.of(Lines.class)) {
            assertThat(app.registry().certain("order.line.added")).isEmpty();
            app.registry().askAboutPublished();

            assertThat(app.registry().certain("order.line.added")).contains(ProcessorPolicy.NONE);
        }
    }

    @Test
    void aTypeThatNoFamilyCoversNeedsNoQuestion() {
        try (Application app = Application.of(Lines.class)) {
            assertThat(app.registry().certain("mail")).isEmpty();
            assertThat(app.registry().askAboutPublished()).isFalse();
            assertThat(app.registry().unroutableTypes()).isEmpty();
        }
    }

    @Test
    void theMethodThatProducesAProcessorDeclaresItsPolicies() {
        try (Application app = Application.of(Products.class)) {
            assertThat(app.registry().certain("product"))
                    .hasValueSatisfying(
                            policy -> assertThat(policy.retention()).isGreaterThan(Duration.ofDays(365_000)));
            assertThat(app.registry().all()).hasSize(1);
        }
    }

    @Processor(value = "letter.*", maxAttempts = 3)
    static class Letters implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("none");
        }
    }

    @ApplicationScoped
    @Processor(value = "letter.*", maxAttempts = 3)
    static class ScopedLetters extends Letters {}

    @Test
    void aTypeOfAFamilyWhoseProcessorChoosesNoneNeedsNoQuestion() {
        for (Class<?> letters : List.of(Letters.class, ScopedLetters.class)) {
            try (Application app = Application.of(letters)) {
                assertThat(app.registry().certain("letter.sent")).contains(attempts(3));
                assertThat(app.registry().askAboutPublished()).isFalse();
            }
        }
    }

    /** Not what its class says: another class may answer. */
    @Dependent
    @Processor(value = "letter.*", maxAttempts = 3)
    static class LetterPress extends Letters {
        @Produces
        @Processor("print.*")
        LogProcessor press() {
            return new Orders();
        }
    }

    /** Makes one of its own class, as far as the container can see. */
    @Dependent
    static class SelfMade extends Letters {
        @Produces
        @Processor("made.*")
        static SelfMade make() {
            return new SelfMade() {
                @Override
                public boolean supports(String type) {
                    return false;
                }
            };
        }
    }

    @Decorator
    @jakarta.annotation.Priority(1)
    static class ChoosingLetters implements LogProcessor {
        @Inject
        @Delegate
        @Any
        LogProcessor delegate;

        @Override
        public boolean supports(String type) {
            return false;
        }

        @Override
        public Job toJob(LogRecord row) throws Exception {
            return delegate.toJob(row);
        }
    }

    @Test
    void aProcessorThatIsProducedOrDecoratedMayChooseSoItIsAsked() {
        try (Application app = Application.of(LetterPress.class)) {
            assertThat(app.registry().certain("letter.sent")).contains(attempts(3));
            assertThat(app.registry().certain("print.letter")).isEmpty();
        }
        try (Application app = Application.of(SelfMade.class)) {
            assertThat(app.registry().certain("made.letter")).isEmpty();
        }
        try (Application app = Application.of(Letters.class, ChoosingLetters.class)) {
            assertThat(app.registry().certain("letter.sent")).isEmpty();
            assertThat(app.registry().isRoutable("letter.sent")).isFalse();
        }
    }
}
