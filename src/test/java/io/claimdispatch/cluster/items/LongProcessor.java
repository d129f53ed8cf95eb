package io.claimdispatch.cluster.items;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import java.util.Map;

/** Parameters that no row of the job repository has room for, together with those of claim-dispatch. */
@Processor("batch.long")
public class LongProcessor implements LogProcessor {

    @Override
    public Job toJob(LogRecord row) {
        return Job.batch("items", Map.of("text", "x".repeat(2_900)));
    }
}
