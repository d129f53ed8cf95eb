package io.claimdispatch;

import java.time.Instant;
import java.util.List;

/**
 * A task that goes on although it was interrupted: it has exceeded its time limit, or the server is suspended for longer than
 * running tasks may take. Its row stays {@code CLAIMED} and its thread taken until it ends or the server does.
 *
 * @param table of the row
 * @param id of the row
 * @param type of the row
 * @param since when the attempt began, by the clock of this node
 * @param thread the name of the thread that it runs on
 * @param stack where that thread is now, the innermost call first; empty if it has just ended
 */
public record StuckTask(
        String table, long id, String type, Instant since, String thread, List<StackTraceElement> stack) {}
