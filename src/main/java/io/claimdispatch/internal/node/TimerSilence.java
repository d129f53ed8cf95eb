package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import jakarta.inject.Inject;

/**
 * Whether the server's timer, which ticks each second, has stopped ticking: servers hold back timers while they are suspended.
 * Where the timer ticks, that says nothing of the server.
 */
@Component
class TimerSilence implements SuspensionSource {

    private final Ticker ticker;
    private final Timings timings;
    private volatile boolean begun;
    private volatile long last;

    @Inject
    TimerSilence(Ticker ticker, Timings timings) {
        this.ticker = ticker;
        this.timings = timings;
    }

    void ticked() {
        last = ticker.nanoTime();
        begun = true;
    }

    /** Never before the first tick: a timer that has not begun has not stopped either. */
    @Override
    public Report report() {
        boolean isSilent =
                begun && ticker.nanoTime() - last > timings.timerSilence().toNanos();
        return isSilent ? Report.PRESUMABLY_SUSPENDED : Report.UNKNOWN;
    }
}
