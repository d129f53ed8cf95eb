package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.ClaimDispatchNode;
import io.claimdispatch.bench.contender.TwoNodes;
import java.util.List;

/** The drain by two nodes on the same processors. */
final class TwoNodesDrain implements BenchCase {

    @Override
    public String title() {
        return "two-nodes";
    }

    @Override
    public String what() {
        return "The drain by two nodes on the same processors.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.product("claim-dispatch, one node", ClaimDispatchNode.class),
                Entry.product("claim-dispatch, two nodes", TwoNodes.class));
    }
}
