package io.claimdispatch.container.faulty;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;

/** Has the type of {@link SecondOfTwo}, too. */
@Processor("faulty.twice")
public class FirstOfTwo implements LogProcessor {
    @Override
    public Job toJob(LogRecord row) {
        return Job.task(() -> {});
    }
}
