package io.claimdispatch.internal.node;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;

/** Handles the ticks of a node's timer, from its start to its end. A tick never fails, and uses no database. */
@Component
@Dependent
public class Ticks {

    private final Settings settings;
    private final DueSignal signal;
    private final TimerSilence silence;
    private volatile boolean running;
    private long ticks;

    @Inject
    Ticks(Settings settings, DueSignal signal, TimerSilence silence) {
        this.settings = settings;
        this.signal = signal;
        this.silence = silence;
    }

    /** Handles the tick of each second; signals due rows at the poll interval. */
    synchronized void second() {
        if (!running) {
            return;
        }
        silence.ticked();
        long interval = settings.pollInterval().toSeconds();
        boolean isDue = ticks % interval == 0;
        ticks++;
        if (isDue && settings.calendar().isBlank()) {
            signal.due();
        }
    }

    /** Handles a time of the calendar in the settings. */
    void calendar() {
        if (running) {
            signal.due();
        }
    }

    /** Called when the node has started. */
    void begin() {
        running = true;
    }

    /** Called when the node stops; later ticks do nothing. */
    void stop() {
        running = false;
    }
}
