package io.claimdispatch.cluster.app;

import io.claimdispatch.LogRecord;
import io.claimdispatch.Processor;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Tasks that take their time, and fail as often as they are told to. */
@ApplicationScoped
public class Worker {

    @Inject
    AttemptFile attempts;

    @Processor("work.*")
    public void work(Work work, LogRecord row) {
        attempts.begin(row);
        try {
            run(work, row);
        } catch (IllegalStateException e) {
            attempts.fail(row);
            throw e;
        }
        attempts.end(row);
    }

    /** Takes its time, and fails as often as it is told to. */
    static void run(Work work, LogRecord row) {
        pass(work.millis());
        if (row.attempt() <= work.failures()) {
            throw new IllegalStateException("attempt " + row.attempt() + " fails as it was told to");
        }
    }

    static void pass(int millis) {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (end - System.nanoTime() > 0) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
