package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.AtomicChunks;
import io.claimdispatch.bench.contender.AtomicTasks;
import io.claimdispatch.bench.contender.CommitEachCompletion;
import java.util.List;

/** The drain of chunks of rows that each run in the transaction that completes them, and of rows that do so alone. */
final class DrainChunks implements BenchCase {

    @Override
    public String title() {
        return "chunks";
    }

    @Override
    public String what() {
        return "The drain of chunks of 50 rows that each run in the transaction that completes all of them.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain-jdbc, commit each", CommitEachCompletion.class)
                        .rowsDividedBy(5),
                Entry.product("claim-dispatch, row by row", AtomicTasks.class).rowsDividedBy(5),
                Entry.product("claim-dispatch, chunks", AtomicChunks.class));
    }
}
