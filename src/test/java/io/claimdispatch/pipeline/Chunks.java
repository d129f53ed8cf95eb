package io.claimdispatch.pipeline;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/** Processors that take chunks of five rows, and what tests publish for them. */
final class Chunks {

    static final int MOST = 5;

    private final List<List<Long>> calls = Collections.synchronizedList(new ArrayList<>());

    /** Public, as JSON-B needs it. */
    public record Item(int number) {}

    /** They note the rows and then do what the script says. */
    @ApplicationScoped
    static class Plain {

        @Inject
        Script script;

        @Processor(value = "work", chunk = MOST)
        List<Outcome> work(List<Item> items, List<LogRecord> rows) throws Exception {
            List<Integer> ofRows =
                    rows.stream().map(row -> row.payload(Item.class).number()).toList();
            if (!items.stream().map(Item::number).toList().equals(ofRows)) {
                throw new AssertionError(items + " are not those of " + rows);
            }
            return script.chunks().call(rows);
        }

        @Processor(value = "family.*", chunk = MOST)
        void family(List<LogRecord> rows) throws Exception {
            script.chunks().call(rows);
        }
    }

    @ApplicationScoped
    static class Atomic {

        @Inject
        Script script;

        @Processor(value = "work", chunk = MOST, atomic = true)
        List<Outcome> work(List<LogRecord> rows) throws Exception {
            return script.chunks().call(rows);
        }
    }

    /** Notes a call of these rows. */
    void note(List<LogRecord> rows) {
        calls.add(rows.stream().map(LogRecord::id).toList());
    }

    /** The ids of each call so far. */
    List<List<Long>> calls() {
        synchronized (calls) {
            return List.copyOf(calls);
        }
    }

    /** How many rows each call had. */
    List<Integer> sizes() {
        return calls().stream().map(List::size).toList();
    }

    static List<Outcome> successes(List<LogRecord> rows) {
        return Collections.nCopies(rows.size(), Outcome.success());
    }

    static int number(LogRecord row) {
        return row.payload(Item.class).number();
    }

    /** Publishes rows numbered from zero in one transaction, so that one claim gets them all; returns their ids. */
    static List<Long> publish(Node node, String type, int count) {
        return node
                .publisher()
                .publishAll(
                        IntStream.range(0, count).boxed().toList(),
                        (n, draft) -> draft.type(type).eligibleNow().payload(new Item(n)))
                .stream()
                .map(PipelineTest::id)
                .toList();
    }
}
