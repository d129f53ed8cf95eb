package io.claimdispatch.internal.console.api.call;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Timings;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Lock;
import java.util.function.Supplier;

/**
 * Lets two calls at a time use the database on this node, since the pool of connections belongs to the application. Limits
 * large answers to two at a time as well, since they take heap. They take no turn while they are written, so a slow client
 * delays only other large answers.
 */
@Component
@Dependent
public class Turns {

    private static final int AT_ONCE = 2;

    private final Timings timings;
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private final Semaphore large = new Semaphore(AT_ONCE, true);

    @Inject
    public Turns(Timings timings) {
        this.timings = timings;
    }

    /**
     * Runs the work in a turn.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0273 if no turn is free in time; and whatever the call throws
     */
    public <T> T take(Supplier<T> call) {
        return within(turns::tryAcquire, turns::release, call);
    }

    /** Runs the work exclusively, without taking a turn; waits for the lock at most as long as for a turn. */
    public <T> T alone(Lock lock, Supplier<T> call) {
        return within(lock::tryLock, lock::unlock, call);
    }

    /**
     * Begins a large answer, without taking a turn; waits at most as long as for a turn.
     *
     * @return to be run once the answer is written
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0273 if other large answers take that long
     */
    public Runnable large() {
        if (!hasBegun(large::tryAcquire)) {
            throw ConsoleProblems.busy();
        }
        return large::release;
    }

    private <T> T within(Begin begin, Runnable end, Supplier<T> call) {
        if (!hasBegun(begin)) {
            throw ConsoleProblems.busy();
        }
        try {
            return call.get();
        } finally {
            end.run();
        }
    }

    private boolean hasBegun(Begin begin) {
        try {
            return begin.within(timings.turnOfARead().toNanos(), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private interface Begin {
        boolean within(long time, TimeUnit unit) throws InterruptedException;
    }
}
