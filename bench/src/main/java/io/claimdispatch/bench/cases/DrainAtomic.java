package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.AtomicTasks;
import io.claimdispatch.bench.contender.CommitEachCompletion;
import java.util.List;

/** The drain of tasks that each run in the transaction that completes their row. */
final class DrainAtomic implements BenchCase {

    @Override
    public String title() {
        return "atomic";
    }

    @Override
    public String what() {
        return "The drain of tasks that each run in the transaction that completes their row.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain-jdbc, commit each", CommitEachCompletion.class)
                        .rowsDividedBy(5),
                Entry.product("claim-dispatch", AtomicTasks.class).rowsDividedBy(5));
    }
}
