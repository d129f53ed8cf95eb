package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.Measure;
import io.claimdispatch.bench.contender.SteadyNode;
import io.claimdispatch.bench.contender.SteadySignal;
import java.util.List;

/** Publishing at a fixed rate on a node that runs the rows as they come, until each has begun. */
final class SteadyLoad implements BenchCase {

    @Override
    public String title() {
        return "steady-load";
    }

    @Override
    public String what() {
        return "200 rows a second, each in a transaction, on a node that runs them as they come: from when a row should be"
                + " published until it begins.";
    }

    @Override
    public Measure measure() {
        return Measure.LATENCY;
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.peer("plain-jdbc, signal", SteadySignal.class).rowsDividedBy(100),
                Entry.product("claim-dispatch", SteadyNode.class).rowsDividedBy(100));
    }
}
