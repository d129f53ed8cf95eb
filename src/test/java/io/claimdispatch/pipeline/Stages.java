package io.claimdispatch.pipeline;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Stages that work has returned, for the test to complete. */
final class Stages {

    private final Queue<CompletableFuture<Object>> open = new ConcurrentLinkedQueue<>();
    private final AtomicInteger begun = new AtomicInteger();

    /** One that can be cancelled. */
    CompletionStage<Object> begin() {
        return begin(new CompletableFuture<>());
    }

    /** One that nothing but the test completes. */
    CompletionStage<Object> beginStubborn() {
        return begin(new CompletableFuture<>() {
            @Override
            public boolean cancel(boolean mayInterruptIfRunning) {
                return false;
            }
        });
    }

    CompletionStage<Object> begin(CompletableFuture<Object> stage) {
        open.add(stage);
        begun.incrementAndGet();
        return stage;
    }

    /** How many have begun, ever. */
    int begun() {
        return begun.get();
    }

    /** The one that has begun first, of those not taken yet. */
    CompletableFuture<Object> take() {
        return open.remove();
    }

    void completeAll() {
        open.forEach(stage -> stage.complete(null));
    }
}
