package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.ClaimDispatchNode;
import io.claimdispatch.bench.contender.NodeUnderSnapshot;
import io.claimdispatch.bench.contender.PlainJdbcUnderSnapshot;
import java.util.List;

/** The drain while another transaction holds a snapshot from before it, so that no old version of a row can be removed. */
final class HeldSnapshot implements BenchCase {

    @Override
    public String title() {
        return "held-snapshot";
    }

    @Override
    public String what() {
        return "The drain while another transaction holds a snapshot from before it.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.product("claim-dispatch", ClaimDispatchNode.class),
                Entry.product("claim-dispatch, snapshot", NodeUnderSnapshot.class),
                Entry.peer("plain-jdbc, snapshot", PlainJdbcUnderSnapshot.class));
    }
}
