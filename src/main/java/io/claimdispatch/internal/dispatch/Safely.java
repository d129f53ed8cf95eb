package io.claimdispatch.internal.dispatch;

import io.claimdispatch.internal.common.Log;
import java.lang.System.Logger.Level;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What must not throw, whatever tasks, executors and logs do. */
final class Safely {

    private Safely() {}

    /** Runs it. Tasks catch their own; whatever comes here must not take the thread along. */
    static void run(Log log, Runnable task) {
        try {
            task.run();
        } catch (Throwable e) {
            tell(log, Level.ERROR, () -> "a task let an error escape", e);
        } finally {
            // an interrupt that one row's task has left behind would fail the next row's
            Thread.interrupted();
        }
    }

    /** A log that fails, or the text of an error, must cost neither a place nor a task. */
    static void tell(Log log, Level level, Supplier<String> what, @Nullable Throwable error) {
        try {
            log.log(level, what.get(), error);
        } catch (RuntimeException | Error e) {
            // told or not, the work goes on
        }
    }
}
