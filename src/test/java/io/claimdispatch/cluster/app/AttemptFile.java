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
    void close() {
        try {
            file.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public void begin(LogRecord row) {
        note(What.BEGIN, row);
    }

    /** The work is done; what comes after it is not the row's any more. */
    public void end(LogRecord row) {
        note(What.END, row);
    }

    /** The work has failed. */
    public void fail(LogRecord row) {
        note(What.FAIL, row);
    }

    private void note(What what, LogRecord row) {
        note(what, row.id(), row.attempt(), row.type());
    }

    /** What happened to an attempt. */
    public enum What {
        BEGIN,
        END,
        FAIL
    }

    /** Notes it of an attempt that has no record, for example a batch job's. */
    void note(What what, long row, int attempt, String type) {
        long micros = ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now());
        // the thread tells which end belongs to which begin, should two run the same attempt
        long thread = Thread.currentThread().getId();
        String line = what + " " + row + " " + attempt + " " + micros + " " + thread + " " + type + "\n";
        try {
            file.write(line.getBytes(StandardCharsets.US_ASCII));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
