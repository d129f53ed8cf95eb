package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Problems that a running node logs: about its rows, tasks and threads. */
public final class NodeProblems {

    private NodeProblems() {}

    /** A task that continues although it was interrupted. */
    public static ClaimDispatchException taskStuck(String row, String type, Instant since, String where) {
        return Problem.of(
                "CLAIM0090",
                "the task of " + row + ", type '" + Problem.shown(type) + "', has been running since " + since + " "
                        + where
                        + " and ignores that it was interrupted or cancelled. It keeps its row and its place among"
                        + " the running tasks until it ends. The stack of its thread follows, if it has one.");
    }

    /** A task that continues although the application stops. */
    public static ClaimDispatchException taskLeftBehind(String row, String type, String where) {
        return Problem.of(
                "CLAIM0091",
                "the task of " + row + ", type '" + Problem.shown(type) + "', still runs " + where
                        + " although the application stops, and ignores that it was interrupted or cancelled. Its"
                        + " row comes back when the lease expires. The stack of its thread follows, if it has one.");
    }

    /** No tick for too long. */
    public static ClaimDispatchException timerSilent(Duration time) {
        return Problem.of(
                "CLAIM0092",
                "the server's timer has not ticked for " + time
                        + ": the server is suspended, or its clock was set back. The node claims nothing until the"
                        + " timer ticks again. Resume the server; after a change of the clock, redeploy the"
                        + " application, which creates the timer again.");
    }

    /** Outcomes that are kept, since nothing proves that their rows are the reason of the refusal. */
    public static ClaimDispatchException outcomesRefused(int outcomes, Throwable cause) {
        return Problem.of(
                "CLAIM0094",
                "the database refuses to store outcomes; the node keeps " + outcomes
                        + " of them, and stores them once it can. See the cause: the database may be read-only, or"
                        + " the data source's user may lack rights.",
                cause);
    }

    /** Rows that a person has written and that were repaired so that they can run. */
    public static ClaimDispatchException rowsMended(String table, int waiting, int claimed) {
        return Problem.of(
                "CLAIM0095",
                waiting + " waiting and " + claimed + " claimed rows of " + table
                        + " had values that only a manual change can have left, and would have waited for ever: an"
                        + " invalid priority, a time before the year 1000, a claim without a token, a lease or"
                        + " an end, or, on PostgreSQL, a waiting row with a token or set_aside. The node gave them the"
                        + " nearest values that work. CHECK constraints refuse some of these; the second phase of the"
                        + " upgrade adds them to a table of version 1.");
    }

    /** Rows that wait for a person. */
    public static ClaimDispatchException rowsOdd(String table, long count, String some) {
        return Problem.of(
                "CLAIM0096",
                count + " rows of " + table
                        + " are in a state that this version does not know, or wait for a time after the year 9999,"
                        + " and stay as they are: " + some
                        + ". A newer version may have written them; otherwise correct them by hand, or delete them"
                        + " with ActionLogs.delete.");
    }

    /** An attempt that failed and is followed by another. */
    public static ClaimDispatchException attemptFailed(
            String row, String type, int attempt, Collection<String> causes, Duration delay) {
        return Problem.of(
                "CLAIM0098",
                "attempt " + attempt + " of " + row + ", type '" + Problem.shown(type) + "', failed: "
                        + Problem.shown(causes) + ". The next attempt follows in " + delay
                        + "; the row's column errors has the stack frames.");
    }

    /** A row that has failed for good. Has the stack of its failure, and none of its own. */
    public static ClaimDispatchException deadLetter(
            String row, String type, int attempt, Collection<String> causes, @Nullable Throwable stack) {
        ClaimDispatchException dead = Problem.of(
                "CLAIM0099",
                row + ", type '" + Problem.shown(type) + "', is a dead letter after attempt " + attempt + ": "
                        + Problem.shown(causes) + ". Fix the cause, then requeue the row.",
                stack);
        dead.setStackTrace(new StackTraceElement[0]);
        return dead;
    }

    /** A thread whose call of foreign code hangs. Has that thread's stack. */
    public static ClaimDispatchException foreignCallHangs(String doing, long seconds, Thread thread) {
        ClaimDispatchException hangs = Problem.of(
                "CLAIM0100",
                "the thread " + thread.getName() + " has been " + doing + " for " + seconds
                        + " seconds; its stack follows. Work that needs the answer waits for it. Bound the call:"
                        + " the data source of the job repository, for example, needs a socketTimeout as well.");
        hangs.setStackTrace(thread.getStackTrace());
        return hangs;
    }

    /** An executor that runs fewer tasks at once than the settings say. */
    public static ClaimDispatchException threadsMissing(String executor, int wanted, int threads) {
        return Problem.of(
                "CLAIM0101",
                "claim-dispatch.concurrency is " + wanted + ", but the executor '" + executor + "' runs no more than "
                        + threads + " tasks of this node at once. The node claims for " + threads
                        + " and leaves the rest to other nodes. Name an executor with more threads in"
                        + " claim-dispatch.executor, or lower the concurrency.");
    }

    /** Threads of the node have ended although it runs. */
    public static ClaimDispatchException threadsEnded(List<String> names) {
        return Problem.of(
                "CLAIM0122",
                "threads of the node ended although it runs: " + String.join(", ", names)
                        + ". Their work is no longer done. Deploy the application again.");
    }
}
