package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.Notice;
import io.claimdispatch.internal.common.problem.TaskNotices;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** Steps that never throw, whatever tasks, executors and logs do. */
final class Safely {

    private Safely() {}

    /** Runs a task. Tasks catch their own exceptions; any that escapes must not end the thread. */
    static void run(Log log, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            tell(log, Level.ERROR, () -> TaskNotices.taskEscaped(e));
        } finally {
            // an interrupt left behind by one row's task would fail the next row's
            Thread.interrupted();
        }
    }

    /** Logs; a failing log, or a failing text of an error, must lose neither a place nor a task. */
    static void tell(Log log, Level level, Supplier<Notice> notice) {
        try {
            log.log(level, notice.get());
        } catch (RuntimeException | Error e) {
            // logged or not, the work goes on
        }
    }
}
