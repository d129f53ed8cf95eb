package io.claimdispatch.cluster.start;

import io.claimdispatch.cluster.app.AttemptFile;
import jakarta.ejb.Schedule;
import jakarta.ejb.Singleton;
import jakarta.ejb.Startup;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A timer that has nothing to do with ours: a line each second. */
@Singleton
@Startup
public class Ticker {

    @Schedule(hour = "*", minute = "*", second = "*", persistent = false)
    void tick() throws IOException {
        Files.writeString(
                Path.of(System.getProperty(AttemptFile.PROPERTY) + ".ticks"),
                "tick\n",
                StandardOpenOption.CREATE,
                StandardOpenOption.APPEND);
    }
}
