package io.claimdispatch;

import java.time.Instant;
import java.util.List;

/**
 * A task that goes on although it was interrupted, or a stage ({@link Job#async}) that has not completed although it was
 * cancelled: it has exceeded its time limit, or the server is suspended for longer than running tasks may take. Its row stays
 * {@code CLAIMED}, and its place among those that run taken, until it ends or the server does.
 *
 * @param table of the row
 * @param id of the row
 * @param type of the row
 * @param since when the attempt began, by the clock of this node
 * @param thread the name of the thread that it runs on; empty for a stage, which has none
 * @param stack where that thread is now, the innermost call first; empty for a stage, and if it has just ended
 */
public record StuckTask(
        String table, long id, String type, Instant since, String thread, List<StackTraceElement> stack) {

    /** Checks that all is there, and keeps a copy of the stack. */
    public StuckTask {
        Given.value("table", table);
        Given.value("type", type);
        Given.value("since", since);
        Given.value("thread", thread);
        stack = Given.list("stack", stack);
    }
}
