package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls by which something may have changed, so that what was read before one is not answered after it. Of
 * all tables together: commands are few. Thread-safe.
 */
@Component
@Dependent
public class Changes {

    private final AtomicLong count = new AtomicLong();

    public void happened() {
        count.incrementAndGet();
    }

    public long count() {
        return count.get();
    }
}
