package io.claimdispatch.architecture.bad.internal.common;

import java.util.function.LongSupplier;

/** Where the JVM's clock for durations may be read. */
final class Ticker {
    LongSupplier nanoTime() {
        return System::nanoTime;
    }
}
