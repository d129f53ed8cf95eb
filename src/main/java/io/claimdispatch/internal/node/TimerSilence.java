package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/**
 * Detects that the server's timer, which ticks every second, has stopped: servers hold back timers while they are
 * suspended. A ticking timer proves nothing about the server.
 */
@Component
@Dependent
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

    /** Reports missing ticks; never before the first tick. */
    @Override
    public Report report() {
        boolean isSilent =
                begun && ticker.nanoTime() - last > timings.timerSilence().toNanos();
        return isSilent ? Report.PRESUMABLY_SUSPENDED : Report.UNKNOWN;
    }
}
