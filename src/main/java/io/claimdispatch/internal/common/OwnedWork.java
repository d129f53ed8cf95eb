package io.claimdispatch.internal.common;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * Asynchronous work that owns the bean created for it.
 *
 * @param work returns the stage whose completion ends the work
 * @param owned closed when the stage has completed, or if the call returned none
 */
public record OwnedWork(Callable<? extends CompletionStage<?>> work, AutoCloseable owned)
        implements Callable<CompletionStage<?>>, AutoCloseable {

    @Override
    public CompletionStage<?> call() throws Exception {
        return work.call();
    }

    @Override
    public void close() throws Exception {
        owned.close();
    }
}
