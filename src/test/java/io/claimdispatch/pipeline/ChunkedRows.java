package io.claimdispatch.pipeline;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.store.Databases;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;

/** A node whose processor takes many rows at once. */
abstract class ChunkedRows extends PipelineTest {

    final Chunks chunks = new Chunks();
    final Gate gate = new Gate();

    ChunkedRows() {
        super(Databases.H2);
    }

    @AfterEach
    void letAllGo() {
        gate.open();
    }

    /** Rows wait for others for ever. */
    static final class Patient extends ShortTimings {
        @Override
        public Duration chunkWait() {
            return Duration.ofHours(1);
        }
    }

    Node.Builder with(Script.ChunkStep step) {
        return node().with(Chunks.Plain.class).onChunks(rows -> {
            chunks.note(rows);
            return step.call(rows);
        });
    }

    static boolean isBad(LogRecord row) {
        return Chunks.number(row) == 3;
    }

    String state(long id) {
        try {
            return database.text("state", id) + " " + database.text("fail_count", id);
        } catch (java.sql.SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
