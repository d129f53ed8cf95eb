package io.claimdispatch.container;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import java.util.Map;

/** A chunk job of some numbers; what happens in its middle is the last part of the type. */
@Processor("numbers.*")
public class NumbersProcessor implements LogProcessor {

    @Override
    public Job toJob(LogRecord row) {
        return Job.batch(
                row.type().endsWith(".missing") ? "no-such-numbers" : "numbers",
                Map.of(
                        "run", row.payload(Order.class).number(),
                        "middle", row.type().substring("numbers.".length())));
    }
}
