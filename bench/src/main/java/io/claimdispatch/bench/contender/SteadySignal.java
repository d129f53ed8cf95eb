package io.claimdispatch.bench.contender;

import io.claimdispatch.bench.Executions;
import io.claimdispatch.bench.InParallel;
import io.claimdispatch.bench.Place;
import java.sql.SQLException;
import java.util.concurrent.Future;

/** Plain JDBC under a steady load: each publisher wakes the one thread that claims after its commit. */
public final class SteadySignal extends PlainSignal {

    private final InParallel publishers = new InParallel(PlainInserts.THREADS);
    private volatile boolean published;
    private long[] latencies = {};

    /** Makes the table. */
    public SteadySignal(Place place) throws SQLException {
        super(place);
    }

    @Override
    public void run() throws Exception {
        published = false;
        Future<?> claims = claiming().submit(() -> {
            while (!published) {
                committed().acquire();
                committed().drainPermits();
                drain();
            }
            return null;
        });
        latencies = AtFixedRate.latencies(publishers, Executions.current().rows(), number -> {
            insert(number);
            committed().release();
        });
        published = true;
        committed().release();
        claims.get();
    }

    @Override
    public long[] latencies() {
        return latencies;
    }

    @Override
    public void close() {
        publishers.close();
        super.close();
    }
}
