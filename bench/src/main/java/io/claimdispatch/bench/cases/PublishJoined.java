package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.InsertsInTransactions;
import io.claimdispatch.bench.contender.PublishInTransactions;
import java.util.List;

/** Publishing in four threads, one row in each transaction of the caller. */
final class PublishJoined implements BenchCase {

    @Override
    public String title() {
        return "publish-in-transaction";
    }

    @Override
    public String what() {
        return "Publishing in four threads, one row in each transaction of the caller.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain insert", InsertsInTransactions.class).rowsDividedBy(10),
                Entry.product("claim-dispatch", PublishInTransactions.class).rowsDividedBy(10));
    }
}
