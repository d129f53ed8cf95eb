package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Database;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.ClaimDispatchNode;
import java.util.List;

/**
 * The drain on H2, whose statistics were once those of the table before the second backlog: that drain took ten times as long.
 * No round may be far from the median of all.
 */
final class H2NoCliff implements BenchCase {

    @Override
    public String title() {
        return "h2-no-cliff";
    }

    @Override
    public String what() {
        return "The drain again and again in one H2, in memory: no round may be far below the median.";
    }

    @Override
    public Database database() {
        return Database.H2;
    }

    @Override
    public List<Entry> entries() {
        return List.of(Entry.product("claim-dispatch", ClaimDispatchNode.class));
    }
}
