package io.claimdispatch.internal.route;

import static io.claimdispatch.internal.route.Rows.row;
import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import org.junit.jupiter.api.Test;

class ProcessorDiscoveryTest {

    public record Welcome(String address, int attempts) {}

    @Processor("email.welcome")
    static class WelcomeProcessor implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("welcome-" + row.id());
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
            return Job.batch("mail", java.util.Map.of("key", row.key().orElseThrow()));
        }
    }

    @Test
    void a_class_with_nothing_but_the_annotation_is_a_processor() throws Exception {
        try (Application app = Application.of(WelcomeProcessor.class)) {
            assertThat(app.job(row("email.welcome"))).isEqualTo(Job.batch("welcome-7"));
            assertThat(app.registry().routableTypes()).containsExactly("email.welcome");
        }
    }

    @Test
    void a_method_gets_its_payload_typed() throws Exception {
        try (Application app = Application.of(Mails.class)) {
            Outcome outcome = app.run(row("mail.typed", "{\"address\":\"a@b.c\",\"attempts\":3}"));
            assertThat(outcome).isEqualTo(Outcome.success());
            assertThat(Application.log()).containsExactly("typed Welcome[address=a@b.c, attempts=3]");
        }
    }

    @Test
    void a_method_may_take_row_and_payload_and_say_the_outcome() throws Exception {
        try (Application app = Application.of(Mails.class)) {
            assertThat(app.run(row("mail.both", "{\"address\":\"a@b.c\"}"))).isEqualTo(Outcome.discard("7 a@b.c"));
        }
    }

    @Test
    void a_method_that_returns_a_job_is_asked_for_it_when_the_row_is_routed() throws Exception {
        try (Application app = Application.of(Mails.class)) {
            assertThat(app.job(row("mail.job"))).isEqualTo(Job.batch("mail", java.util.Map.of("key", "key-7")));
        }
    }
}
