package io.claimdispatch.container;

import jakarta.batch.api.BatchProperty;
import jakarta.batch.api.chunk.AbstractItemReader;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import jakarta.inject.Named;
import java.io.Serializable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Reads the numbers from 0, or the checkpoint, to 19; in the middle it fails or waits, the first time that it comes there. */
@Named
@Dependent
public class NumbersReader extends AbstractItemReader {

    static final int NUMBERS = 20;
    private static final int MIDDLE = 12;
    private static final long LONGEST = TimeUnit.SECONDS.toNanos(60);

    @Inject
    Journal journal;

    @Inject
    @BatchProperty
    String run;

    @Inject
    @BatchProperty
    String middle;

    private int next;

    @Override
    public void open(@Nullable Serializable checkpoint) {
        next = checkpoint == null ? 0 : (Integer) checkpoint;
        journal.add(run + " from " + next);
    }

    @Override
    public @Nullable Object readItem() {
        String here = run + " in the middle";
        if (next == MIDDLE && journal.count(here) == 0) {
            journal.add(here);
            if (middle.equals("fails")) {
                throw new IllegalStateException("no number " + next);
            }
            long begin = System.nanoTime();
            while (journal.count(run + " goes on") == 0 && System.nanoTime() - begin < LONGEST) {
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
        return next == NUMBERS ? null : next++;
    }

    @Override
    public Serializable checkpointInfo() {
        return next;
    }
}
