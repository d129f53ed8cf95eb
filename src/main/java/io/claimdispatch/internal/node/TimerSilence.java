package io.claimdispatch.internal.node;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import jakarta.inject.Inject;
import java.time.Duration;

/** Whether the server's timer, which ticks each second, has stopped to: servers hold back timers while they are suspended. */
@Component
class TimerSilence {

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

    /** How long the silence is, at least, that counts. */
    Duration longest() {
        return timings.timerSilence();
    }

    /** Never before the first tick: a timer that has not begun has not stopped either. */
    boolean isSilent() {
        return begun && ticker.nanoTime() - last > longest().toNanos();
    }
}
