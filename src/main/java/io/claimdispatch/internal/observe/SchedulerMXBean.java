package io.claimdispatch.internal.observe;

/** What a command line would be: the run by hand, for JMX clients. */
public interface SchedulerMXBean {

    /**
     * How far the start of this node has come, since when, and why: {@code STARTING}, {@code WAITING} for the database, {@code
     * REFUSED} by what was found there, {@code RUNNING} or {@code STOPPED}.
     */
    String getState();

    /** See {@link io.claimdispatch.Scheduler#runOnce(int)}. The answer reads {@code claimed=3 dispatched=3 failed=0}. */
    String runOnce(int limit);

    /** Types of due rows that this node cannot route. */
    String[] getUnroutedTypes();

    /** Database calls of the loop that hang: thread, what it is doing, for how long. */
    String[] getHangingDatabaseCalls();

    /**
     * Calls to code of others that hang, in the batch runtime, a processor's {@code supports}, the retry policy or an observer
     * of events: thread, what it is doing, for how long.
     */
    String[] getHangingForeignCalls();

    /**
     * How many rows of this node, since it started, lost their lease before the outcome of what ran was stored: they may have
     * run twice. A few follow an outage of the database; more mean that the lease is too short for it.
     */
    long getLostLeases();

    /**
     * Tasks of this node that run on although they were interrupted at their time limit: the row, the thread and where it is,
     * in a text each; see {@link io.claimdispatch.Scheduler#stuckTasks()}.
     */
    String[] getStuckTasks();
}
