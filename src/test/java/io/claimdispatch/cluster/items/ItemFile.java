package io.claimdispatch.cluster.items;

import io.claimdispatch.cluster.app.AttemptFile;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Notes items in a file of this boot, beside that of the attempts. Each line is one write, which outlives a kill. */
@ApplicationScoped
public class ItemFile {

    /** What the name has more than that of the attempts. */
    public static final String SUFFIX = ".items";

    public void note(String what, String row, int item) {
        String line = what + " " + row + " " + item + "\n";
        try {
            Files.write(
                    Path.of(System.getProperty(AttemptFile.PROPERTY) + SUFFIX),
                    line.getBytes(StandardCharsets.US_ASCII),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
