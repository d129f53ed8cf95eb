package io.claimdispatch.internal.common;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/**
 * Work that goes on after the call and uses what was made for it alone.
 *
 * @param work returns the stage with which it ends
 * @param owned closed when the stage has completed, or the call has brought none
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
