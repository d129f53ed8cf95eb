package io.claimdispatch.pipeline;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** What a test wants its node to do with rows of some types. */
class Script {

    private final Map<String, Step> steps = new ConcurrentHashMap<>();
    private final List<String> asked = new CopyOnWriteArrayList<>();

    /** Makes the job of a row. */
    interface Step {
        Job job(LogRecord row) throws Exception;
    }

    /** What is done with the rows of a chunk. */
    interface ChunkStep {
        List<Outcome> call(List<LogRecord> rows) throws Exception;
    }

    private volatile ChunkStep chunks = rows -> {
        throw new IllegalStateException("no step for chunks");
    };

    void chunks(ChunkStep step) {
        chunks = step;
    }

    ChunkStep chunks() {
        return chunks;
    }

    void add(String type, Step step) {
        steps.put(type, step);
    }

    Map<String, Step> steps() {
        return steps;
    }

    /** The types that {@code supports} was asked about. */
    List<String> asked() {
        return asked;
    }

    /** The processor that plays it. */
    @Processor("*")
    static class Player implements LogProcessor {

        @Inject
        Script script;

        @Override
        public boolean supports(String type) {
            script.asked.add(type);
            return script.steps.containsKey(type);
        }

        @Override
        public Job toJob(LogRecord row) throws Exception {
            return script.steps.get(row.type()).job(row);
        }
    }
}
