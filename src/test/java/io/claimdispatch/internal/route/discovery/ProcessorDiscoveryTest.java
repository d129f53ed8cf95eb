package io.claimdispatch.internal.route.discovery;

import static io.claimdispatch.internal.route.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.Application;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Alternative;
import jakarta.enterprise.inject.Produces;
import jakarta.enterprise.inject.Specializes;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProcessorDiscoveryTest {

    @TempDir
    Path folder;

    public record Welcome(String address, int attempts) {}

    @Processor("email.welcome")
    static class WelcomeProcessor implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("welcome-" + row.id());
        }
    }

    static class NoBean implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("never");
        }
    }

    @ApplicationScoped
    static class Mails {
        @Processor("mail.typed")
        public void typed(Welcome payload) {
            Application.log().add("typed " + payload);
        }

        @Processor("mail.both")
        public Outcome both(LogRecord row, Welcome payload) {
            return Outcome.discard(row.id() + " " + payload.address());
        }

        @Processor("mail.job")
        Job job(LogRecord row) {
            return Job.batch("mail", Map.of("key", row.idempotencyKey().orElseThrow()));
        }
    }

    @Test
    void a_class_with_only_the_annotation_is_a_processor() throws Exception {
        try (Application app = Application.discovered(folder, WelcomeProcessor.class, Mails.class, NoBean.class)) {
            assertThat(app.job(row("email.welcome"))).isEqualTo(Job.batch("welcome-7"));
            assertThat(app.registry().routableTypes())
                    .containsExactlyInAnyOrder("email.welcome", "mail.typed", "mail.both", "mail.job");
        }
    }

    @Test
    void a_processor_method_gets_its_payload_as_an_object() throws Exception {
        try (Application app = Application.of(Mails.class)) {
            Outcome outcome = app.run(row("mail.typed", "{\"address\":\"a@b.c\",\"attempts\":3}"));
            assertThat(outcome).isEqualTo(Outcome.success());
            assertThat(Application.log()).containsExactly("typed Welcome[address=a@b.c, attempts=3]");
        }
    }

    @Test
    void a_processor_method_can_take_row_and_payload_and_return_an_outcome() throws Exception {
        try (Application app = Application.of(Mails.class)) {
            assertThat(app.run(row("mail.both", "{\"address\":\"a@b.c\"}"))).isEqualTo(Outcome.discard("7 a@b.c"));
        }
    }

    @Test
    void a_method_that_returns_a_job_is_called_when_the_row_is_routed() throws Exception {
        try (Application app = Application.of(Mails.class)) {
            assertThat(app.job(row("mail.job"))).isEqualTo(Job.batch("mail", Map.of("key", "key-7")));
        }
    }

    public record Line(String article, int pieces) {}

    @ApplicationScoped
    static class Shapes {
        @Processor("shape.list")
        void list(List<Line> lines) {
            Application.log().add(lines.get(1).article());
        }

        @Processor("shape.number")
        void number(int number) {
            Application.log().add("number " + (number + 1));
        }

        @Processor("shape.nothing")
        void nothing() {
            Application.log().add("nothing");
        }
    }

    @Test
    void a_generic_payload_type_keeps_its_elements() throws Exception {
        try (Application app = Application.of(Shapes.class)) {
            app.run(row("shape.list", "[{\"article\":\"pen\",\"pieces\":1},{\"article\":\"ink\",\"pieces\":2}]"));
            assertThat(Application.log()).containsExactly("ink");
        }
    }

    @Test
    void a_processor_method_can_take_a_primitive_payload_or_none() throws Exception {
        try (Application app = Application.of(Shapes.class)) {
            app.run(row("shape.number", "41"));
            app.run(row("shape.nothing", "{\"any\":1}"));
            assertThat(Application.log()).containsExactly("number 42", "nothing");
        }
    }

    @Test
    void meta_and_rules_are_not_part_of_the_typed_payload() throws Exception {
        try (Application app = Application.of(Mails.class)) {
            app.run(row("mail.typed", "{\"address\":\"x\",\"attempts\":1,\"__meta\":{\"address\":7}}"));
            assertThat(Application.log()).containsExactly("typed Welcome[address=x, attempts=1]");
        }
    }

    @Processor("final")
    static final class FinalProcessor implements LogProcessor {
        private final String name = "final";

        @Override
        public Job toJob(LogRecord row) {
            return Job.batch(name);
        }
    }

    @Test
    void a_final_processor_class_works_since_it_is_called_by_its_interface() throws Exception {
        try (Application app = Application.of(FinalProcessor.class)) {
            assertThat(app.job(row("final"))).isEqualTo(Job.batch("final"));
        }
    }

    @ApplicationScoped
    static class Factory {
        @Produces
        @Processor("produced")
        LogProcessor produced() {
            return row -> Job.batch("produced");
        }
    }

    @Test
    void a_producer_method_can_produce_the_processor() throws Exception {
        try (Application app = Application.of(Factory.class)) {
            assertThat(app.job(row("produced"))).isEqualTo(Job.batch("produced"));
        }
    }

    abstract static class Inherited<T> {
        @Processor("inherited")
        public void inherited() {
            Application.log().add("inherited by " + getClass().getSimpleName());
        }

        @Processor("ended")
        void ended() {}

        @Processor("narrowed")
        public void narrowed(T payload) {}
    }

    @ApplicationScoped
    public static class Heir extends Inherited<Line> {
        @Override
        void ended() {}

        @Override
        @Processor("narrowed")
        public void narrowed(Line payload) {
            Application.log().add("narrowed " + payload.article());
        }
    }

    @Test
    void processor_methods_are_inherited_unless_overridden() throws Exception {
        try (Application app = Application.of(Inherited.class, Heir.class)) {
            assertThat(app.registry().routableTypes()).containsExactlyInAnyOrder("inherited", "narrowed");
            app.run(row("inherited"));
            app.run(row("narrowed", "{\"article\":\"pen\",\"pieces\":1}"));
            assertThat(Application.log()).containsExactly("inherited by Heir", "narrowed pen");
        }
    }

    @Specializes
    @ApplicationScoped
    static class SpecialWelcome extends WelcomeProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("special");
        }
    }

    @Test
    void a_specializing_bean_takes_over_the_type() throws Exception {
        try (Application app = Application.of(WelcomeProcessor.class, SpecialWelcome.class)) {
            assertThat(app.job(row("email.welcome"))).isEqualTo(Job.batch("special"));
            assertThat(app.registry().classes()).contains(WelcomeProcessor.class);
        }
    }

    @Alternative
    @Priority(10)
    @Processor("email.welcome")
    static class Alternative10 extends WelcomeProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("alternative 10");
        }
    }

    @Alternative
    @Priority(20)
    @Processor("email.welcome")
    static class Alternative20 extends WelcomeProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("alternative 20");
        }
    }

    @Test
    void a_selected_alternative_replaces_the_processor_of_its_type() throws Exception {
        try (Application app = Application.of(WelcomeProcessor.class, Alternative10.class)) {
            assertThat(app.job(row("email.welcome"))).isEqualTo(Job.batch("alternative 10"));
        }
    }

    @Test
    void of_two_alternatives_the_greater_priority_wins() throws Exception {
        try (Application app = Application.of(Alternative20.class, WelcomeProcessor.class, Alternative10.class)) {
            assertThat(app.job(row("email.welcome"))).isEqualTo(Job.batch("alternative 20"));
        }
    }
}
