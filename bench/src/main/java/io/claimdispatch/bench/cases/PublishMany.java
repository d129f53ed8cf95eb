package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.BatchInserts;
import io.claimdispatch.bench.contender.PublishAllRows;
import java.util.List;

/** Publishing 500 rows in each call and transaction, in one thread. */
final class PublishMany implements BenchCase {

    @Override
    public String title() {
        return "publish-all";
    }

    @Override
    public String what() {
        return "Publishing 500 rows in each call and transaction, in one thread.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("jdbc batch", BatchInserts.class).with("reWriteBatchedInserts=true"),
                Entry.product("claim-dispatch", PublishAllRows.class));
    }
}
