package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.BatchAlone;
import io.claimdispatch.bench.contender.BatchNode;
import java.util.List;

/** The drain of rows that are each an execution of a batch job with one trivial step. */
final class BatchJobs implements BenchCase {

    @Override
    public String title() {
        return "batch-executions";
    }

    @Override
    public String what() {
        return "The drain of rows that are each an execution of a batch job with one trivial step.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("jberet alone", BatchAlone.class).rowsDividedBy(50),
                Entry.product("claim-dispatch", BatchNode.class).rowsDividedBy(50));
    }
}
