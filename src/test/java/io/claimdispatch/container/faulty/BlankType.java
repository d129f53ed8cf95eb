package io.claimdispatch.container.faulty;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;

/** Handles nothing in particular. */
@ApplicationScoped
public class BlankType {
    @Processor(" ")
    public void handle(LogRecord row) {}
}
