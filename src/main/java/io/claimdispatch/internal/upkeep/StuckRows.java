package io.claimdispatch.internal.upkeep;

import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.store.ClaimedRow;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shows rows that go on although they were interrupted. No thread can be ended from outside, nor can a stage that ignores its
 * cancellation, so the row keeps its place, and its
 * lease goes on being renewed: given away, it would run twice at the same time.
 */
@Component
public class StuckRows implements MaintenanceTask {

    private static final Log LOG = Log.of(StuckRows.class);
    private static final Duration AGAIN = Duration.ofMinutes(1);

    private final Map<RunningRow, Long> reported = new HashMap<>();
    private final RunningRows running;
    private final ApplicationClock clock;

    @Inject
    StuckRows(RunningRows running, ApplicationClock clock) {
        this.running = running;
        this.clock = clock;
    }

    @Override
    public String doing() {
        return "report stuck tasks";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    /** Only ever on its thread. */
    @Override
    public void run() {
        List<RunningRow> now = running.all();
        for (RunningRow row : now) {
            if (row.isStuck()) {
                Long last = reported.get(row);
                if (last == null || System.nanoTime() - last >= AGAIN.toNanos()) {
                    reported.put(row, System.nanoTime());
                    report(row);
                }
            }
        }
        reported.keySet().removeIf(row -> {
            boolean gone = !now.contains(row);
            if (gone) {
                LOG.log(
                        Level.INFO,
                        "the task of {0}, which was stuck, has ended",
                        row.attempt().row().ref());
            }
            return gone;
        });
    }

    private void report(RunningRow row) {
        ClaimedRow claimed = row.attempt().row();
        RuntimeException problem = Problems.taskStuck(
                claimed.ref().toString(), claimed.type(), clock.now().minus(row.age()), row.where());
        problem.setStackTrace(row.stack());
        LOG.log(Level.WARNING, problem.getMessage(), problem);
    }

    /** Those that are stuck now. */
    public List<StuckTask> list() {
        return running.all().stream()
                .filter(RunningRow::isStuck)
                .map(this::shown)
                .toList();
    }

    private StuckTask shown(RunningRow row) {
        ClaimedRow claimed = row.attempt().row();
        return new StuckTask(
                claimed.ref().table().value(),
                claimed.ref().id(),
                claimed.type(),
                clock.now().minus(row.age()),
                row.threadName(),
                List.of(row.stack()));
    }
}
