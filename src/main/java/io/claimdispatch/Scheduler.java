package io.claimdispatch;

import java.util.List;

/**
 * Claims and dispatches due rows by hand, as the timer does by itself: for tests, scripts and operators. It is also the
 * MBean {@code io.claimdispatch:type=Scheduler,application="…"}, with the name of the application's module.
 */
public interface Scheduler {

    /** {@link #runOnce(int)} with the setting {@code claim-dispatch.limit}. */
    RunReport runOnce();

    /**
     * Claims what is due now, as far as this node has room, and dispatches it. Returns when the jobs have been made and
     * handed on, not when they have ended. The claim is a transaction of its own: what the caller has not committed is
     * not seen. While the server is suspended, or the application stops, nothing is claimed. What processors change about the
     * calling thread is restored; its timeout of transactions is the server's own afterwards.
     *
     * @param limit at most so many rows; 0 claims nothing
     * @throws ClaimDispatchException for a negative limit, or if the database cannot be reached
     */
    RunReport runOnce(int limit);

    /** Tasks of this node that were interrupted, for example at their time limit, and run on all the same. */
    List<StuckTask> stuckTasks();
}
