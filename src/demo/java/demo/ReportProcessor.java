package demo;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import java.util.Map;

/**
 * Handles {@code report.generate} with the Jakarta Batch job of {@code META-INF/batch-jobs/report.xml}. The row is marked
 * processed when the job's execution is COMPLETED; the job itself knows nothing of the row.
 */
@Processor(ReportRequest.TYPE)
public class ReportProcessor implements LogProcessor {

    @Override
    public Job toJob(LogRecord row) {
        int rows = row.payload(ReportRequest.ACTION).rows();
        // Named after the row, a report that is made again is the same file. Each attempt has a draft of its own: an
        // earlier one that was given up, but still writes, cannot spoil this one.
        String file = "report-" + row.id() + ".csv";
        return Job.batch(
                "report",
                Map.of("rows", Integer.toString(rows), "file", file, "draft", file + "." + row.attempt() + ".part"));
    }
}
