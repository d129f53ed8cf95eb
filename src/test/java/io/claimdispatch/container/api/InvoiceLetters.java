package io.claimdispatch.container.api;

import io.claimdispatch.Job;
import io.claimdispatch.LogProcessor;
import io.claimdispatch.LogRecord;
import io.claimdispatch.Outcome;
import io.claimdispatch.Processor;
import java.time.Duration;
import java.util.Optional;

/** Decides itself what follows a failed attempt. */
@Processor(value = "letter.invoice.*", maxAttempts = 5)
public class InvoiceLetters implements LogProcessor {

    @Override
    public Job toJob(LogRecord row) {
        return Job.task(() -> {
            throw new IllegalStateException("no stamp");
        });
    }

    @Override
    public Optional<Outcome.Failure> retryAfter(LogRecord row, Throwable error) {
        return Optional.of(
                row.attempt() == 1
                        ? Outcome.retryIn(Duration.ofHours(4), "after " + error.getMessage())
                        : Outcome.fail("there are no stamps at all"));
    }
}
