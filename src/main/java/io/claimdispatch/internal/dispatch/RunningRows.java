package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.complete.Attempt;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The rows that threads of this node are busy with, from the question for the job to the end of its request context; and those
 * that go on without a thread, until their stages complete.
 */
@Component
public class RunningRows {

    private final Map<Thread, RunningRow> rows = new ConcurrentHashMap<>();
    private final Set<RunningRow> pending = ConcurrentHashMap.newKeySet();

    /** For the container. */
    public RunningRows() {}

    /** Runs the work of a row on this thread. */
    public void run(Attempt attempt, Runnable work) {
        Thread thread = Thread.currentThread();
        RunningRow row = new RunningRow(attempt, thread);
        rows.put(thread, row);
        try {
            work.run();
        } finally {
            if (rows.remove(thread, row)) {
                row.end();
            }
        }
    }

    /** Those that are running now. */
    public List<RunningRow> all() {
        return Stream.concat(rows.values().stream(), pending.stream())
                .distinct()
                .toList();
    }

    /** The row, which runs on this thread, goes on without it until {@link #completed}. */
    RunningRow leaveThread(Attempt attempt, CompletionStage<?> stage) {
        RunningRow row = Objects.requireNonNull(of(attempt), "the row runs on this thread");
        row.leaveThread(stage);
        pending.add(row);
        rows.remove(Thread.currentThread(), row);
        return row;
    }

    /** The stage of a row has completed: what is left to do is ours. */
    public void completed(RunningRow row) {
        pending.remove(row);
    }

    /** Whether the row runs on this thread and has been interrupted. */
    boolean isInterrupted(Attempt attempt) {
        RunningRow row = of(attempt);
        return row != null && row.interruption() != null;
    }

    /** The job of the row is over, if it runs on this thread; see {@link RunningRow#end()}. */
    @Nullable
    Interruption end(Attempt attempt) {
        RunningRow row = of(attempt);
        return row == null ? null : row.end();
    }

    /** A run by hand routes rows on its caller's thread, which may be busy with a row of ours itself. */
    private @Nullable RunningRow of(Attempt attempt) {
        RunningRow row = rows.get(Thread.currentThread());
        return row != null && row.attempt() == attempt ? row : null;
    }
}
