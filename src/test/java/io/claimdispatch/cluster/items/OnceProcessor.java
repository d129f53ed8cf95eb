package io.claimdispatch.cluster.items;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;

/** The same items, by a job that cannot be restarted. */
@Processor("batch.once")
public class OnceProcessor implements LogProcessor {

    @Override
    public Job toJob(LogRecord row) {
        return ItemsProcessor.batch("once", row);
    }
}
