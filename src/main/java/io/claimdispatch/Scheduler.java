package io.claimdispatch;

import java.util.List;

/**
 * Claims and dispatches due rows on demand, as the timer does automatically: for tests, scripts and operators. It is
 * also registered as the MBean {@code io.claimdispatch:type=Scheduler,application="…"}, with the name of the
 * application's module.
 *
 * <pre>{@code
 * RunReport report = scheduler.runOnce(10);
 * System.out.println(report.claimed() + " claimed, " + report.failed() + " without a job");
 * }</pre>
 *
 * <p>A run changes no row that the timer would not claim as well, so it takes no operator's name and leaves no event;
 * see {@link ActionLogs}.
 */
public interface Scheduler {

    /** {@link #runOnce(int)} with the setting {@code claim-dispatch.limit}. */
    RunReport runOnce();

    /**
     * Claims due rows, as far as this node has room, and dispatches them. Returns when the jobs have been created and
     * handed over, not when they have ended. The claim runs in its own transaction, so it does not see uncommitted work
     * of the caller. While the server is suspended or the application is stopping, nothing is claimed. Changes that
     * rules and processors make to the calling thread are undone, except to its transaction timeout.
     *
     * @param limit the maximum number of rows; 0 claims nothing
     * @throws ClaimDispatchException for a negative limit, or if the database cannot be reached
     */
    RunReport runOnce(int limit);

    /** Tasks of this node that keep running although they were interrupted, for example at their time limit. */
    List<StuckTask> stuckTasks();
}
