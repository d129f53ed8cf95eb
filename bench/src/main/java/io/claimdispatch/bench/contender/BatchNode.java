package io.claimdispatch.bench.contender;

import io.claimdispatch.Job;
import io.claimdispatch.Processor;
import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.Place;
import io.claimdispatch.bench.Work;
import io.claimdispatch.pipeline.BenchNode;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;

/** The product, with rows that are each an execution of a batch job, until row and execution are stored as done. */
public final class BatchNode extends ClaimDispatchNode {

    private final JBeret jBeret;

    /** Starts the node, and with it the batch runtime. */
    public BatchNode(Place place) {
        super(place, 1, false, Jobs.class);
        jBeret = new JBeret(place);
        BenchNode.runBatchJobsBy(jBeret);
    }

    /** The application's bean. */
    @ApplicationScoped
    public static class Jobs {

        /** The job of a row. */
        @Processor("bench.work")
        public Job work(Work work) {
            return Job.batch(JBeret.JOB, Map.of("number", Integer.toString(work.number())));
        }
    }

    @Override
    public void prepare(int rows) throws Exception {
        jBeret.empty();
        super.prepare(rows);
    }

    @Override
    public void verify() throws Exception {
        super.verify();
        jBeret.requireCompleted(Executions.current().rows());
    }

    @Override
    public void close() throws Exception {
        super.close();
        jBeret.close();
    }
}
