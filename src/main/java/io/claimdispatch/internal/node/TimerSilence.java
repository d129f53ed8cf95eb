package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Whether the server's timer, which ticks each second, has stopped ticking: servers hold back timers while they are suspended.
 * Where the timer ticks, that says nothing of the server.
 */
@Component
class TimerSilence implements SuspensionSource {

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
    @Override
    public Report report() {
        boolean isSilent = begun && nanoTime.getAsLong() - last > LONG.toNanos();
        return isSilent ? Report.PRESUMABLY_SUSPENDED : Report.UNKNOWN;
    }
}
