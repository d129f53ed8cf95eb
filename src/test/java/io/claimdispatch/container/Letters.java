package io.claimdispatch.container;

import io.claimdispatch.Processor;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Processors whose work goes on after their methods, on a thread of the server's. */
@ApplicationScoped
public class Letters {

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService executor;

    @Inject
    Journal journal;

    @Processor("letter.sent")
    public CompletionStage<Void> sent(Order order) {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        executor.execute(() -> {
            journal.add("delivered " + order.number());
            delivered.complete(null);
        });
        return delivered;
    }

    @Processor("letter.lost")
    public CompletionStage<Void> lost(Order order) {
        CompletableFuture<Void> delivered = new CompletableFuture<>();
        executor.execute(() -> delivered.completeExceptionally(new IllegalStateException("lost: " + order.number())));
        return delivered;
    }

    /** As long as its application is there. */
    @Processor("letter.kept")
    public CompletionStage<Void> kept(Order order) {
        journal.add("kept " + order.number());
        return new CompletableFuture<>();
    }
}
