package io.claimdispatch.cluster.items;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import io.claimdispatch.cluster.app.Work;
import java.util.Map;

/** A hundred items in ten chunks. */
@Processor("batch.items")
public class ItemsProcessor implements LogProcessor {

    /** So many. */
    public static final int ITEMS = 100;

    @Override
    public Job toJob(LogRecord row) {
        return batch("items", row);
    }

    static Job batch(String job, LogRecord row) {
        Work work = row.payload(Work.class);
        return Job.batch(
                job,
                Map.of(
                        "items", Integer.toString(ITEMS),
                        "millis", Integer.toString(work.millis()),
                        "failures", Integer.toString(work.failures())));
    }
}
