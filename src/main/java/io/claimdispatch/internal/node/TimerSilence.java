package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import java.time.Duration;
import java.util.function.LongSupplier;

/** Whether the server's timer, which ticks each second, has stopped to: servers hold back timers while they are suspended. */
@Component
class TimerSilence {

    /** Longer than a server under load is late. */
    static final Duration LONG = Duration.ofSeconds(5);

    private final LongSupplier nanoTime;
    private volatile boolean begun;
    private volatile long last;

    TimerSilence() {
        this(System::nanoTime);
    }

    TimerSilence(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    void ticked() {
        last = nanoTime.getAsLong();
        begun = true;
    }

    /** Never before the first tick: a timer that has not begun has not stopped either. */
    boolean isSilent() {
        return begun && nanoTime.getAsLong() - last > LONG.toNanos();
    }
}
