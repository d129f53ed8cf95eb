package io.claimdispatch.internal.common;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * What code that is not ours may change about the thread that it runs on: context class loader, name, priority, handler of
 * uncaught exceptions, and interrupt flag. Kept before such code runs, and restored after it, so that neither what we do
 * next nor the next row on that thread meets it. For the current thread only. Thread-local variables cannot be restored;
 * whether a thread is a daemon cannot change while it runs.
 */
public final class ThreadState implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final @Nullable ClassLoader loader = thread.getContextClassLoader();
    private final String name = thread.getName();
    private final int priority = thread.getPriority();
    private final UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    private final boolean interrupted = thread.isInterrupted();

    private ThreadState() {}

    /** The state of the current thread as it is now. */
    public static ThreadState keep() {
        return new ThreadState();
    }

    /** Restores it; never throws. */
    @Override
    public void close() {
        if (thread.getContextClassLoader() != loader) {
            tried(() -> thread.setContextClassLoader(loader));
        }
        if (!thread.getName().equals(name)) {
            tried(() -> thread.setName(name));
        }
        if (thread.getPriority() != priority) {
            tried(() -> thread.setPriority(priority));
        }
        if (thread.getUncaughtExceptionHandler() != handler) {
            // without a handler of its own, a thread answers with its group
            tried(() -> thread.setUncaughtExceptionHandler(handler instanceof ThreadGroup ? null : handler));
        }
        if (interrupted) {
            thread.interrupt();
        } else {
            Thread.interrupted();
        }
    }

    /** A thread of a server's own kind may refuse one of them, which must not cost the others. */
    private static void tried(Runnable restoring) {
        try {
            restoring.run();
        } catch (RuntimeException e) {
            // what it refuses to have restored, it has refused to have changed as well
        }
    }
}
