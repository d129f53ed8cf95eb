package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.complete.Attempt;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows running on this node's threads, from asking the processor for the job to the end of the request context; and
 * rows without a thread, until their stages complete.
 */
@Component
@Dependent
public class RunningRows {

    private final Map<Thread, RunningRow> rows = new ConcurrentHashMap<>();
    private final Set<RunningRow> pending = ConcurrentHashMap.newKeySet();

    private final Ticker ticker;
    private final Timings timings;

    @Inject
    public RunningRows(Ticker ticker, Timings timings) {
        this.ticker = ticker;
        this.timings = timings;
    }

    /** Runs the work of a row on this thread. */
    public void run(Attempt attempt, Runnable work) {
        run(List.of(attempt), work);
    }

    /** Runs the work of the rows of a chunk on this thread. */
    public void run(List<Attempt> attempts, Runnable work) {
        Thread thread = Thread.currentThread();
        RunningRow row = new RunningRow(attempts, thread, timings.interruptPatience(), ticker);
        rows.put(thread, row);
        try {
            work.run();
        } finally {
            if (rows.remove(thread, row)) {
                row.end();
            }
        }
    }

    /** The rows running now. */
    public List<RunningRow> all() {
        return Stream.concat(rows.values().stream(), pending.stream())
                .distinct()
                .toList();
    }

    /** Lets a row that runs on this thread continue without it until {@link #completed}. */
    RunningRow leaveThread(Attempt attempt, CompletionStage<?> stage) {
        RunningRow row = Objects.requireNonNull(of(attempt), "the row runs on this thread");
        row.leaveThread(stage);
        pending.add(row);
        rows.remove(Thread.currentThread(), row);
        return row;
    }

    /** Records that the stage of a row has completed. */
    public void completed(RunningRow row) {
        pending.remove(row);
    }

    /** Whether the row runs on this thread and has been interrupted. */
    boolean isInterrupted(Attempt attempt) {
        RunningRow row = of(attempt);
        return row != null && row.interruption() != null;
    }

    /** Records that the job of the row is over, if it runs on this thread; see {@link RunningRow#end()}. */
    public @Nullable Interruption end(Attempt attempt) {
        RunningRow row = of(attempt);
        return row == null ? null : row.end();
    }

    /** Records that the row has its outcome, if it runs on this thread; see {@link RunningRow#leave}. */
    @Nullable
    Interruption leave(Attempt attempt) {
        RunningRow row = of(attempt);
        return row == null ? null : row.leave(attempt);
    }

    /**
     * The row of an attempt on this thread. {@code runOnce} routes rows on its caller's thread, which may itself be
     * running another row.
     */
    private @Nullable RunningRow of(Attempt attempt) {
        RunningRow row = rows.get(Thread.currentThread());
        return row != null && row.isOf(attempt) ? row : null;
    }
}
