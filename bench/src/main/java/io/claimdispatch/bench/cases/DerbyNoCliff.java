package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Database;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.ClaimDispatchNode;
import java.util.List;

/** What {@link H2NoCliff} is for H2, on Derby with its files on the disk. */
final class DerbyNoCliff implements BenchCase {

    @Override
    public String title() {
        return "derby-no-cliff";
    }

    @Override
    public String what() {
        return "The drain again and again in one Derby, on the disk: no round may be far below the median.";
    }

    @Override
    public Database database() {
        return Database.DERBY;
    }

    @Override
    public List<Entry> entries() {
        return List.of(Entry.product("claim-dispatch", ClaimDispatchNode.class).rowsDividedBy(10));
    }
}
