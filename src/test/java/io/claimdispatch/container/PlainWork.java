package io.claimdispatch.container;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes the id of each row in a file; of other types than {@link ShortWork}. */
@ApplicationScoped
public class PlainWork {

    /** The name of the file that the payload gives. */
    public record Noted(String file) {}

    @Processor("plain.*")
    public void work(Noted noted, LogRecord row) throws IOException {
        Files.writeString(Path.of(noted.file()), row.id() + "\n", StandardOpenOption.APPEND);
    }
}
