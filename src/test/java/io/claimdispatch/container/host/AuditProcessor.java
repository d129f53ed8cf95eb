package io.claimdispatch.container.host;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import java.util.Map;

/** Has customers audited by a batch job of the host's. */
@Processor("customer.audit")
public class AuditProcessor implements LogProcessor {

    @Override
    public Job toJob(LogRecord row) {
        return Job.batch("audit", Map.of("name", row.payload(String.class)));
    }
}
