package io.claimdispatch.container.faulty;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;

/** Has no scope, so that CDI never looks at it. */
public class ScopeLess {
    @Processor("faulty.scopeless")
    public void handle(LogRecord row) {}
}
