package io.claimdispatch.internal.node;

import io.claimdispatch.internal.claim.DueSignal;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.dispatch.AdmissionGate;
import io.claimdispatch.internal.dispatch.GivingBack;
import io.claimdispatch.internal.route.PausedTypes;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * Notices that the server is suspended, or has been resumed. While it is, nothing is claimed and nothing begins, and
 * what waits for a thread is given back; what runs has a limit ({@link SuspensionLimit}), and its outcome is stored. What
 * the server says counts; only where it says nothing does the silence of its timer, which may have other reasons and so
 * ends nothing that runs.
 */
@Component
class Suspension implements MaintenanceTask {

    private static final Log LOG = Log.of(Suspension.class);

    private final ServerState server;
    private final TimerSilence timer;
    private final AdmissionGate gate;
    private final GivingBack givingBack;
    private final DueSignal signal;
    private final PausedTypes paused;
    private final SuspensionLimit limit;

    @Inject
    Suspension(
            ServerState server,
            TimerSilence timer,
            AdmissionGate gate,
            GivingBack givingBack,
            DueSignal signal,
            PausedTypes paused,
            SuspensionLimit limit) {
        this.server = server;
        this.timer = timer;
        this.gate = gate;
        this.givingBack = givingBack;
        this.signal = signal;
        this.paused = paused;
        this.limit = limit;
    }

    @Override
    public String doing() {
        return "ask whether the server is suspended";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    @Override
    public Duration interval() {
        // the question costs about two milliseconds
        return Duration.ofMillis(250);
    }

    @Override
    public void run() {
        ServerState.Said said = server.ask();
        boolean now = said == ServerState.Said.NOTHING ? timer.isSilent() : said == ServerState.Said.SUSPENDED;
        if (now != gate.isSuspended()) {
            if (!now) {
                // what is paused has not been read meanwhile
                paused.forget();
            }
            gate.suspended(now);
            if (!now) {
                LOG.log(Level.INFO, "the server runs again: so does claiming");
                signal.due();
            } else if (said == ServerState.Said.SUSPENDED) {
                LOG.log(Level.INFO, "the server is suspended: nothing is claimed until it is resumed");
            } else {
                LOG.log(Level.WARNING, Problems.timerSilent(TimerSilence.LONG).getMessage());
            }
        }
        if (now) {
            // each time: a coordinator may have been in the middle of a claim
            givingBack.all();
        }
        if (said == ServerState.Said.SUSPENDED) {
            limit.suspended();
        } else {
            limit.over();
        }
    }
}
