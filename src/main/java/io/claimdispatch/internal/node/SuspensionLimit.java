package io.claimdispatch.internal.node;

import io.claimdispatch.internal.batch.BatchExecutions;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.dispatch.Interruption;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;

/**
 * Ends what still runs once the server has been suspended for as long as the setting {@code claim-dispatch.drain} says, so
 * that other nodes can have the rows: a suspended server is to be idle. Only ever on the thread of
 * {@link Suspension}.
 */
@Component
class SuspensionLimit {

    private static final Log LOG = Log.of(SuspensionLimit.class);

    private final Settings settings;
    private final RunningRows running;
    private final BatchExecutions batches;
    private boolean counting;
    private boolean told;
    private long since;

    @Inject
    SuspensionLimit(Settings settings, RunningRows running, BatchExecutions batches) {
        this.settings = settings;
        this.running = running;
        this.batches = batches;
    }

    /** The server is suspended; said again and again. */
    void suspended() {
        long now = System.nanoTime();
        if (!counting) {
            counting = true;
            told = false;
            since = now;
        }
        if (now - since >= settings.drain().toNanos()) {
            end();
        }
    }

    /** The server is not suspended, or does not say so. */
    void over() {
        counting = false;
        batches.stopAsLongAs(false);
    }

    /** Each time: a row may have begun just before it was known that the server is suspended. */
    private void end() {
        int tasks = 0;
        for (RunningRow row : running.all()) {
            if (row.interruption() == null) {
                row.interrupt(new Interruption.Drained());
                tasks++;
            }
        }
        batches.stopAsLongAs(true);
        if (tasks > 0 && !told) {
            told = true;
            LOG.log(
                    Level.INFO,
                    "the server has been suspended for {0}: {1} tasks that still run are interrupted and given back",
                    settings.drain(),
                    tasks);
        }
    }
}
