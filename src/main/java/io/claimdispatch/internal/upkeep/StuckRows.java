package io.claimdispatch.internal.upkeep;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.StuckTask;
import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.MaintenanceTask;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.NodeProblems;
import io.claimdispatch.internal.common.problem.TaskNotices;
import io.claimdispatch.internal.config.ApplicationClock;
import io.claimdispatch.internal.dispatch.RunningRow;
import io.claimdispatch.internal.dispatch.RunningRows;
import io.claimdispatch.internal.store.row.ClaimedRow;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Reports rows that keep running although they were interrupted. Neither a thread nor a stage that ignores its
 * cancellation can be ended from outside, so the row keeps its place, and its lease is still renewed: given back, it
 * would run twice at the same time.
 */
@Component
@Dependent
public class StuckRows implements MaintenanceTask {

    private static final Log LOG = Log.of(StuckRows.class);

    private final Map<RunningRow, Long> reported = new HashMap<>();
    private final RunningRows running;
    private final ApplicationClock clock;
    private final Ticker ticker;
    private final Timings timings;

    @Inject
    StuckRows(RunningRows running, ApplicationClock clock, Ticker ticker, Timings timings) {
        this.running = running;
        this.clock = clock;
        this.ticker = ticker;
        this.timings = timings;
    }

    @Override
    public String doing() {
        return "report stuck tasks";
    }

    @Override
    public MaintenanceThread thread() {
        return MaintenanceThread.WATCH;
    }

    /** Runs only on its maintenance thread. */
    @Override
    public void run() {
        List<RunningRow> now = running.all();
        for (RunningRow row : now) {
            if (row.isStuck()) {
                Long last = reported.get(row);
                if (last == null
                        || ticker.nanoTime() - last >= timings.stuckInterval().toNanos()) {
                    reported.put(row, ticker.nanoTime());
                    report(row);
                }
            }
        }
        reported.keySet().removeIf(row -> {
            boolean gone = !now.contains(row);
            if (gone) {
                LOG.log(TaskNotices.stuckEnded(row.attempt().row().ref()));
            }
            return gone;
        });
    }

    private void report(RunningRow row) {
        ClaimedRow claimed = row.attempt().row();
        ClaimDispatchException problem =
                NodeProblems.taskStuck(row.name(), claimed.type(), clock.now().minus(row.age()), row.where());
        problem.setStackTrace(row.stack());
        LOG.log(Level.WARNING, problem, problem);
    }

    /** The tasks that are stuck now. */
    public List<StuckTask> list() {
        return running.all().stream()
                .filter(RunningRow::isStuck)
                .flatMap(row -> row.attempts().stream().map(attempt -> shown(row, attempt.row())))
                .toList();
    }

    private StuckTask shown(RunningRow row, ClaimedRow claimed) {
        return new StuckTask(
                claimed.ref().table().value(),
                claimed.ref().id(),
                claimed.type(),
                clock.now().minus(row.age()),
                row.threadName(),
                List.of(row.stack()));
    }
}
