package io.claimdispatch.container;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.CountDownLatch;

/** Notes its id in a file, and does not end the first time, unless it is interrupted. */
@ApplicationScoped
public class HeldWork {

    @Processor("held.*")
    public void work(ShortWork.Noted noted, LogRecord row) throws IOException, InterruptedException {
        Path file = Path.of(noted.file());
        String id = Long.toString(row.id());
        boolean again = Files.readAllLines(file).contains(id);
        Files.writeString(file, id + "\n", StandardOpenOption.APPEND);
        if (!again) {
            new CountDownLatch(1).await();
        }
    }
}
