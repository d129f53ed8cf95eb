package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.problem.Notice;
import io.claimdispatch.internal.common.problem.TaskNotices;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;

/** What must not throw, whatever tasks, executors and logs do. */
final class Safely {

    private Safely() {}

    /** Runs it. Tasks catch their own; whatever comes here must not take the thread along. */
    static void run(Log log, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            tell(log, Level.ERROR, () -> TaskNotices.taskEscaped(e));
        } finally {
            // an interrupt that one row's task has left behind would fail the next row's
            Thread.interrupted();
        }
    }

    /** A log that fails, or the text of an error, must cost neither a place nor a task. */
    static void tell(Log log, Level level, Supplier<Notice> notice) {
        try {
            log.log(level, notice.get());
        } catch (RuntimeException | Error e) {
            // told or not, the work goes on
        }
    }
}
