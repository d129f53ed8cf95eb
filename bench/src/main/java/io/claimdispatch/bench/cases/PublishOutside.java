package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.AutoCommitInserts;
import io.claimdispatch.bench.contender.PublishAlone;
import java.util.List;

/** Publishing in four threads, whose callers have no transaction. */
final class PublishOutside implements BenchCase {

    @Override
    public String title() {
        return "publish-without-transaction";
    }

    @Override
    public String what() {
        return "Publishing in four threads, whose callers have no transaction.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain insert", AutoCommitInserts.class).rowsDividedBy(10),
                Entry.product("claim-dispatch", PublishAlone.class).rowsDividedBy(10));
    }
}
