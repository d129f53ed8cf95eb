package io.claimdispatch.internal.console.api;

import io.claimdispatch.internal.common.Component;
import jakarta.enterprise.context.Dependent;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Counts the calls by which something may have changed, so that what was read before one is not answered after it. Of
 * all tables together: commands are few. Thread-safe.
 */
@Component
@Dependent
class Changes {

    private final AtomicLong count = new AtomicLong();

    void happened() {
        count.incrementAndGet();
    }

    long count() {
        return count.get();
    }
}
