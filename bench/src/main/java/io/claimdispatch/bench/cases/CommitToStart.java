package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.Measure;
import io.claimdispatch.bench.contender.NodeLatency;
import io.claimdispatch.bench.contender.PlainSignal;
import java.util.List;

/** From the call of commit until the task begins, one row after another, on a node at rest. */
final class CommitToStart implements BenchCase {

    @Override
    public String title() {
        return "commit-to-start";
    }

    @Override
    public String what() {
        return "From the call of commit until the task begins, one row after another, on a node at rest.";
    }

    @Override
    public Measure measure() {
        return Measure.LATENCY;
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain-jdbc, signal", PlainSignal.class).rowsDividedBy(100),
                Entry.product("claim-dispatch", NodeLatency.class).rowsDividedBy(100));
    }
}
