package io.claimdispatch.internal.common;

import java.lang.Thread.UncaughtExceptionHandler;
import org.jspecify.annotations.Nullable;

/**
 * The state of a thread that foreign code may change: context class loader, name, priority, handler of uncaught
 * exceptions, and interrupt flag. It is saved before such code runs and restored afterwards, so that the changes affect
 * neither our next step nor the next row on that thread. For the current thread only. Thread-local variables cannot be
 * restored; the daemon status cannot change while a thread runs.
 */
public final class ThreadState implements AutoCloseable {

    private final Thread thread = Thread.currentThread();
    private final @Nullable ClassLoader loader = thread.getContextClassLoader();
    private final String name = thread.getName();
    private final int priority = thread.getPriority();
    private final UncaughtExceptionHandler handler = thread.getUncaughtExceptionHandler();
    private final boolean interrupted = thread.isInterrupted();

    private ThreadState() {}

    /** Saves the state of the current thread. */
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
            // a thread without its own handler returns its group
            tried(() -> thread.setUncaughtExceptionHandler(handler instanceof ThreadGroup ? null : handler));
        }
        if (interrupted) {
            thread.interrupt();
        } else {
            Thread.interrupted();
        }
    }

    /** Restores one property. A server's own kind of thread may refuse one, which must not affect the others. */
    private static void tried(Runnable restoring) {
        try {
            restoring.run();
        } catch (RuntimeException e) {
            // a thread that refuses to restore a property has also refused to change it
        }
    }
}
