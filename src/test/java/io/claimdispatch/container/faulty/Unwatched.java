package io.claimdispatch.container.faulty;

import io.claimdispatch.Processor;
import jakarta.enterprise.concurrent.Asynchronous;
import jakarta.enterprise.context.ApplicationScoped;

/** Goes on after it has returned, and nothing tells its end. */
@ApplicationScoped
public class Unwatched {
    @Processor("faulty.unwatched")
    @Asynchronous
    public void handle(String payload) {}
}
