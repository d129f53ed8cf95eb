package io.claimdispatch.internal.observe;

/** The scheduler for JMX clients. */
public interface SchedulerMXBean {

    /**
     * The state of this node, since when, and why: {@code STARTING}, {@code WAITING} for the database, {@code REFUSED}
     * by the check of the database, {@code RUNNING} or {@code STOPPED}.
     */
    String getState();

    /**
     * See {@link io.claimdispatch.Scheduler#runOnce(int)}. Returns a text like {@code claimed=3 dispatched=3 failed=0}.
     *
     * @param limit the maximum number of rows; more than the setting {@code claim-dispatch.limit} counts as that
     *     setting, since every client of JMX may call this
     */
    String runOnce(int limit);

    /** The types that this node has no processor for. */
    String[] getUnroutedTypes();

    /** The hanging database calls of the loop: the thread, its activity, and for how long. */
    String[] getHangingDatabaseCalls();

    /**
     * The hanging calls into code that we do not control (the batch runtime, a processor's {@code supports}, the retry
     * policy, or an observer of events): the thread, its activity, and for how long.
     */
    String[] getHangingForeignCalls();

    /**
     * How many rows of this node, since its start, lost their lease before their outcome was stored; they may have run
     * twice. A few follow an outage of the database; more mean that the lease is too short for it.
     */
    long getLostLeases();

    /**
     * The tasks of this node that keep running although they were interrupted: one text per task with its row, thread
     * and stack; see {@link io.claimdispatch.Scheduler#stuckTasks()}.
     */
    String[] getStuckTasks();
}
