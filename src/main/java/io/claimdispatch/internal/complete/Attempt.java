package io.claimdispatch.internal.complete;

import io.claimdispatch.LogRecord;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.Completion;
import org.jspecify.annotations.Nullable;

/** An attempt at a claimed row on this node. It remembers when it began, so that no other object has to. */
public final class Attempt {

    private final ClaimedRow row;
    private final LogRecord record;
    private final int together;
    private volatile @Nullable Ticker ticker;
    private volatile long began;

    /** An attempt at a row that runs alone. */
    public Attempt(ClaimedRow row, LogRecord record) {
        this(row, record, 1);
    }

    private Attempt(ClaimedRow row, LogRecord record, int together) {
        this.row = row;
        this.record = record;
        this.together = together;
    }

    /** The row as the claim read it. */
    public ClaimedRow row() {
        return row;
    }

    /** The row as user code sees it. */
    public LogRecord record() {
        return record;
    }

    /** How many rows its chunk has begun with, this one included; 1 if it runs alone. */
    public int together() {
        return together;
    }

    /** Returns a copy for a row of a chunk that begins with so many. */
    public Attempt inChunkOf(int rows) {
        return new Attempt(row, record, rows);
    }

    /** Records that it begins. Returns whether it had not begun yet. */
    public boolean begin(Ticker ticker) {
        if (this.ticker != null) {
            return false;
        }
        began = ticker.nanoTime();
        this.ticker = ticker;
        return true;
    }

    /** How long ago it began, in nanoseconds; {@link Completion#NOT_RUN} if it has not. */
    long ran() {
        Ticker since = ticker;
        return since == null ? Completion.NOT_RUN : since.nanoTime() - began;
    }
}
