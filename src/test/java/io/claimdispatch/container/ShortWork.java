package io.claimdispatch.container;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Takes some milliseconds for each row, and notes its id in a file, which outlives the application and its server. */
@ApplicationScoped
public class ShortWork {

    /** The name of the file that the payload gives. */
    public record Noted(String file) {}

    @Processor("short.*")
    public void work(Noted noted, LogRecord row) throws IOException {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(5));
        Files.writeString(Path.of(noted.file()), row.id() + "\n", StandardOpenOption.APPEND);
    }
}
