package io.claimdispatch.internal.node;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.config.Settings;
import jakarta.inject.Inject;

/** What a node does at the times of its timer, from its start to its end. A tick never fails, and touches no database. */
@Component
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

    /** Each second; due rows are looked for at the seconds that the poll interval says. */
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

    /** A time of the calendar in the settings. */
    void calendar() {
        if (running) {
            signal.due();
        }
    }

    /** The node has started. */
    void begin() {
        running = true;
    }

    /** The node stops: from now on nothing is done. */
    void stop() {
        running = false;
    }
}
