package io.claimdispatch.bench.cases;

import io.claimdispatch.bench.BenchCase;
import io.claimdispatch.bench.Entry;
import io.claimdispatch.bench.contender.FutureRowsStand;
import io.claimdispatch.bench.contender.NoRowsStand;
import io.claimdispatch.bench.contender.ProcessedRowsStand;
import java.util.List;

/** The drain from a table with many rows that are not due, or have been processed: {@code bench.standing}. */
final class StandingTable implements BenchCase {

    @Override
    public String title() {
        return "standing-rows";
    }

    @Override
    public String what() {
        return "The drain from a table with many rows that are not due, or have been processed.";
    }

    @Override
    public List<Entry> entries() {
        return List.of(
                Entry.product("claim-dispatch, empty table", NoRowsStand.class),
                Entry.product("claim-dispatch, future rows", FutureRowsStand.class),
                Entry.product("claim-dispatch, processed rows", ProcessedRowsStand.class));
    }
}
