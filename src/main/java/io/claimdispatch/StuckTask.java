package io.claimdispatch;

import java.time.Instant;
import java.util.List;

/**
 * A task that keeps running although it was interrupted, or a stage ({@link Job#async}) that has not completed although
 * it was cancelled: it exceeded its time limit, or the server has been suspended for longer than running tasks may
 * take. Until the task ends or the server stops, its row stays {@code CLAIMED} and its place stays taken.
 *
 * <pre>{@code
 * for (StuckTask stuck : scheduler.stuckTasks()) {
 *     System.out.println(stuck.type() + " of row " + stuck.id() + " runs since " + stuck.since());
 * }
 * }</pre>
 *
 * @param table the table of the row
 * @param id the id of the row
 * @param type the type of the row
 * @param since when the attempt began, by this node's clock
 * @param thread the name of the thread that runs it; empty for a stage, which has none
 * @param stack the current stack of that thread, innermost call first; empty for a stage, and if the task has just
 *     ended
 */
public record StuckTask(
        String table, long id, String type, Instant since, String thread, List<StackTraceElement> stack) {

    /** Rejects null and copies the stack. */
    public StuckTask {
        Given.value("table", table);
        Given.value("type", type);
        Given.value("since", since);
        Given.value("thread", thread);
        stack = Given.list("stack", stack);
    }
}
