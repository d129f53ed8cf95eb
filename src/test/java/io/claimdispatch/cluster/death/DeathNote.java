package io.claimdispatch.cluster.death;

import io.claimdispatch.LogRecord;
import io.claimdispatch.cluster.app.AttemptFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** The last that a server does: it notes, in a file beside that of its attempts, where it was, and is no more. */
@ApplicationScoped
public class DeathNote {

    /** What the name of the file has more than that of the attempts. */
    public static final String SUFFIX = ".death";

    /** The exit value of a process that {@code kill -9} has ended. */
    public static final int EXIT = 137;

    /**
     * Ends this process, as abruptly as a kill from outside: nothing that it might do about it is run.
     *
     * @param state of the row, as it is seen here
     */
    void end(Step step, LogRecord row, String state) {
        try {
            Files.write(
                    Path.of(System.getProperty(AttemptFile.PROPERTY) + SUFFIX),
                    (step + " " + row.id() + " " + state).getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Runtime.getRuntime().halt(EXIT);
    }
}
