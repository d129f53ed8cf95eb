package io.claimdispatch.cluster.app;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import java.util.Map;

/** The same kind of work as a batch job. */
@Processor("batch.noting")
public class NotingProcessor implements LogProcessor {

    @Override
    public Job toJob(LogRecord row) {
        return Job.batch(
                "noting",
                Map.of("millis", Integer.toString(row.payload(Work.class).millis())));
    }
}
