package io.claimdispatch.cluster.items;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads the numbers from 0, each in its time, begins at the checkpoint, and fails as often as it is told to. */
@Named
@Dependent
public class ItemsReader extends AbstractItemReader {

    private static final int FAILS_AT = 35;

    @Inject
    ItemFile file;

    @Inject
    @BatchProperty
    String row;

    @Inject
    @BatchProperty
    String items;

    @Inject
    @BatchProperty
    String millis;

    @Inject
    @BatchProperty
    String attempt;

    @Inject
    @BatchProperty
    String failures;

    private int next;

    @Override
    public void open(@Nullable Serializable checkpoint) {
        next = checkpoint == null ? 0 : (Integer) checkpoint;
        file.note("OPEN", row, next);
    }

    @Override
    public @Nullable Object readItem() {
        if (next == Integer.parseInt(items)) {
            return null;
        }
        if (next == FAILS_AT && Integer.parseInt(attempt) <= Integer.parseInt(failures)) {
            throw new IllegalStateException("attempt " + attempt + " fails as it was told to");
        }
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(Integer.parseInt(millis));
        while (end - System.nanoTime() > 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
        file.note("READ", row, next);
        return next++;
    }

    @Override
    public Serializable checkpointInfo() {
        return next;
    }
}
