package io.claimdispatch.container.faulty;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;

/** Has the type of {@link FirstOfTwo}, too. */
@ApplicationScoped
public class SecondOfTwo {
    @Processor("faulty.twice")
    public void handle(LogRecord row) {}
}
