package io.claimdispatch.container.faulty;

import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;

/** Wants two payloads. */
@ApplicationScoped
public class TwoPayloads {
    @Processor("faulty.signature")
    public void handle(String one, Integer two) {}
}
