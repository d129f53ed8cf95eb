package io.claimdispatch.cluster.app;

import io.claimdispatch.LogRecord;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Notes the begin and the end of each attempt in a file of this boot of the server. Each line is one write, with no buffer
 * before it, so that what was noted outlives a kill. A stream and not a channel: an interrupt would close that.
 */
@ApplicationScoped
public class AttemptFile {

    /** The system property that names the file. */
    public static final String PROPERTY = "cluster.attempts";

    private FileOutputStream file;

    @PostConstruct
    void open() {
        try {
            file = new FileOutputStream(System.getProperty(PROPERTY), true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @PreDestroy
    void close() throws IOException {
        file.close();
    }

    public void begin(LogRecord row) {
        note('B', row);
    }

    /** The work is done; what comes after it is not the row's any more. */
    public void end(LogRecord row) {
        note('E', row);
    }

    /** The work fails, as it was told to. */
    public void fail(LogRecord row) {
        note('F', row);
    }

    private void note(char what, LogRecord row) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        String line = what + " " + row.id() + " " + row.attempt() + " " + micros + " " + row.type() + "\n";
        try {
            file.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
