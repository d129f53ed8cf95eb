package io.claimdispatch.container;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import java.util.Map;

/** A class that is a processor, with nothing but its annotation, and whose job is a batch job. */
@Processor("import.*")
public class ImportProcessor implements LogProcessor {

    @Override
    public boolean supports(String type) {
        return !type.endsWith(".unsupported");
    }

    @Override
    public Job toJob(LogRecord row) {
        return Job.batch("import", Map.of("number", row.payload(Order.class).number()));
    }
}
