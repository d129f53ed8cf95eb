package io.claimdispatch.internal.route.discovery;

import static org.assertj.core.api.Assertions.assertThat;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import io.claimdispatch.internal.route.Application;
import io.claimdispatch.internal.route.Rows;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.context.Dependent;
import jakarta.enterprise.inject.Produces;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which processors may take chunks of rows; every other one stops the deployment with an id and its place. */
class ChunkProcessorTest {

    /** Public, as JSON-B needs it. */
    public record Line(int number) {}

    @ApplicationScoped
    static class NoList {
        @Processor(value = "a", chunk = 5)
        void method(Line line) {}
    }

    @ApplicationScoped
    static class ListAndRecord {
        @Processor(value = "a", chunk = 5)
        void method(List<Line> lines, LogRecord row) {}
    }

    @ApplicationScoped
    static class TakesNothing {
        @Processor(value = "a", chunk = 5)
        void method() {}
    }

    @ApplicationScoped
    static class OtherCollection {
        @Processor(value = "a", chunk = 5)
        void method(Collection<Line> lines) {}
    }

    @ApplicationScoped
    static class RecordsWithoutChunk {
        @Processor("a")
        void method(List<LogRecord> rows) {}
    }

    @ApplicationScoped
    static class OutcomesWithoutChunk {
        @Processor("a")
        List<Outcome> method(List<Line> lines) {
            return List.of();
        }
    }

    @ApplicationScoped
    static class Zero {
        @Processor(value = "a", chunk = 0)
        void method(List<Line> lines) {}
    }

    @ApplicationScoped
    static class Negative {
        @Processor(value = "a", chunk = -2)
        void method(List<Line> lines) {}
    }

    @ApplicationScoped
    static class TooMany {
        @Processor(value = "a", chunk = 1_001)
        void method(List<Line> lines) {}
    }

    @ApplicationScoped
    @SuppressWarnings("rawtypes")
    static class Raw {
        @Processor(value = "a", chunk = 5)
        void method(List lines) {}
    }

    @ApplicationScoped
    static class Wildcard {
        @Processor(value = "a", chunk = 5)
        void method(List<? extends Line> lines) {}
    }

    abstract static class Base<T> {
        @Processor(value = "a", chunk = 5)
        void method(List<T> lines) {}
    }

    @ApplicationScoped
    static class Variable extends Base<Line> {}

    @ApplicationScoped
    static class MakesJob {
        @Processor(value = "a", chunk = 5)
        Job method(List<Line> lines) {
            return Job.batch("report");
        }
    }

    @Processor(value = "a", chunk = 5)
    static class MakesBatch implements LogProcessor {
        @Override
        public Job toJob(LogRecord row) {
            return Job.batch("report");
        }
    }

    @ApplicationScoped
    static class Producer {
        @Produces
        @Dependent
        @Processor(value = "a", chunk = 5)
        LogProcessor processor() {
            return row -> Job.task(() -> {});
        }
    }

    @ApplicationScoped
    static class MakesStage {
        @Processor(value = "a", chunk = 5)
        CompletionStage<Void> method(List<Line> lines) {
            return null;
        }
    }

    @ApplicationScoped
    static class OneOutcome {
        @Processor(value = "a", chunk = 5)
        Outcome method(List<Line> lines) {
            return Outcome.success();
        }
    }

    @ApplicationScoped
    static class OtherList {
        @Processor(value = "a", chunk = 5)
        List<String> method(List<Line> lines) {
            return List.of();
        }
    }

    @ApplicationScoped
    static class OneAttempt {
        @Processor(value = "a", chunk = 5, maxAttempts = 1)
        void method(List<Line> lines) {}
    }

    @ApplicationScoped
    static class RecordsTwice {
        @Processor(value = "a", chunk = 5)
        void method(List<LogRecord> rows, List<LogRecord> again) {}
    }

    @ApplicationScoped
    static class PayloadsTwice {
        @Processor(value = "a", chunk = 5)
        void method(List<Line> lines, List<String> texts) {}
    }

    @ParameterizedTest
    @CsvSource({
        "NoList, CLAIM0240",
        "ListAndRecord, CLAIM0240",
        "TakesNothing, CLAIM0240",
        "OtherCollection, CLAIM0240",
        "RecordsWithoutChunk, CLAIM0241",
        "OutcomesWithoutChunk, CLAIM0241",
        "Zero, CLAIM0242",
        "Negative, CLAIM0242",
        "TooMany, CLAIM0242",
        "Raw, CLAIM0243",
        "Wildcard, CLAIM0243",
        "Variable, CLAIM0243",
        "MakesJob, CLAIM0244",
        "MakesBatch, CLAIM0244",
        "Producer, CLAIM0244",
        "MakesStage, CLAIM0245",
        "OneOutcome, CLAIM0246",
        "OtherList, CLAIM0246",
        "OneAttempt, CLAIM0247",
        "RecordsTwice, CLAIM0248",
        "PayloadsTwice, CLAIM0248"
    })
    void a_processor_that_cannot_take_chunks_stops_the_deployment(String name, String id) throws Exception {
        Class<?> refused = Class.forName(getClass().getName() + "$" + name);

        assertThat(Application.refusal(refused)).contains(id, refused.getName());
    }

    @ApplicationScoped
    static class PrivateMethod {
        @Processor(value = "a", chunk = 5)
        private void method(List<Line> lines) {}
    }

    @Test
    void the_other_rules_of_processor_methods_hold_too() {
        assertThat(Application.refusal(PrivateMethod.class)).contains("CLAIM0032", "private");
        assertThat(Application.refusal(Payloads.class, Others.class)).contains("CLAIM0030", "'payloads'");
    }

    @ApplicationScoped
    static class Others {
        @Processor("payloads")
        void again() {}
    }

    @ApplicationScoped
    static class Payloads {
        @Processor(value = "payloads", chunk = 1)
        void payloads(List<Line> lines) {
            Application.log().add("payloads " + lines);
        }

        @Processor(value = "lists", chunk = 1_000)
        void lists(List<List<Line>> lists) {
            Application.log().add("lists " + lists);
        }
    }

    @Dependent
    static class Records {
        @Processor(value = "records", chunk = 5, atomic = true)
        List<Outcome> records(List<LogRecord> rows, List<Line> lines) {
            Application.log().add("records " + rows.get(0).id() + " " + lines);
            return List.of(Outcome.discard("seen"));
        }
    }

    @ApplicationScoped
    static class Single {
        @Processor("single")
        void single(List<Line> lines) {
            Application.log().add("single " + lines);
        }
    }

    @Test
    void a_row_alone_is_given_in_lists_of_one_read_as_their_elements() throws Exception {
        try (Application application = Application.of(Payloads.class, Records.class, Single.class)) {
            application.run(Rows.row("payloads", "{\"number\":7}"));
            application.run(Rows.row("lists", "[{\"number\":1},{\"number\":2}]"));
            Outcome outcome = application.run(Rows.row("records", "{\"number\":3}"));
            application.run(Rows.row("single", "[{\"number\":4}]"));

            assertThat(outcome).isEqualTo(Outcome.discard("seen"));
            assertThat(Application.log())
                    .containsExactly(
                            "payloads [Line[number=7]]",
                            "lists [[Line[number=1], Line[number=2]]]",
                            "records " + Rows.row("records").id() + " [Line[number=3]]",
                            "single [Line[number=4]]");
            assertThat(((Job.Task) application.job(Rows.row("records", "{}"))).atomic())
                    .isTrue();
            assertThat(((Job.Task) application.job(Rows.row("payloads", "{}"))).atomic())
                    .isFalse();
        }
    }
}
