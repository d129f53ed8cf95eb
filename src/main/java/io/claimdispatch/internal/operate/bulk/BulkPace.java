package io.claimdispatch.internal.operate.bulk;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Ticker;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;

/** How long a row of a bulk action takes on this node, by the steps so far; for estimates. Thread-safe. */
@Component
@Dependent
public class BulkPace {

    /** What is assumed before the first step. */
    private static final long ASSUMED = 2_000_000;

    private final Ticker ticker;
    private final AtomicLong nanos = new AtomicLong(ASSUMED);

    @Inject
    BulkPace(Ticker ticker) {
        this.ticker = ticker;
    }

    long begin() {
        return ticker.nanoTime();
    }

    /** A step that began then has taken so many rows. */
    void taken(long begin, int rows) {
        if (rows > 0) {
            long each = (ticker.nanoTime() - begin) / rows;
            // half of what was known: the last step says as much as all before it
            nanos.updateAndGet(known -> (known + each) / 2);
        }
    }

    Duration ofARow() {
        return Duration.ofNanos(nanos.get());
    }
}
