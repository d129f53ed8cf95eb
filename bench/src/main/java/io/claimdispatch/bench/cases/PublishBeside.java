package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.PublishBesideRunning;
import io.claimdispatch.bench.contender.PublishInTransactions;
import java.util.List;

/** Publishing in four threads, one row in each transaction, on a node that runs the rows meanwhile. */
final class PublishBeside implements BenchCase {

    @Override
    public String title() {
        return "publish-while-running";
    }

    @Override
    public String what() {
        return "Publishing in four threads, one row in each transaction, on a node that runs the rows meanwhile.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.product("claim-dispatch, idle", PublishInTransactions.class)
                        .rowsDividedBy(10),
                Entry.product("claim-dispatch, running", PublishBesideRunning.class)
                        .rowsDividedBy(10));
    }
}
