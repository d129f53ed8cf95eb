package io.claimdispatch.internal.common.problem;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A line of the server's log with its id: like {@link Problem}, but not an error of a caller. The catalogues of this
 * package create them, one method per line.
 *
 * @param id like {@code CLAIM0123}, from the same numbering as the errors
 * @param level INFO, WARNING or ERROR
 * @param text the event, and the node's reaction to it
 * @param thrown logged with its stack; null for none
 */
public record Notice(
        String id, Level level, String text, @Nullable Throwable thrown) {

    static Notice info(String id, String text) {
        return info(id, text, null);
    }

    static Notice info(String id, String text, @Nullable Throwable thrown) {
        return new Notice(id, Level.INFO, text, thrown);
    }

    static Notice warning(String id, String text) {
        return warning(id, text, null);
    }

    static Notice warning(String id, String text, @Nullable Throwable thrown) {
        return new Notice(id, Level.WARNING, text, thrown);
    }

    static Notice error(String id, String text, @Nullable Throwable thrown) {
        return new Notice(id, Level.ERROR, text, thrown);
    }

    /** The line as logged, beginning with its id. */
    public String line() {
        return id + ": " + text;
    }

    /** A copy with only the exception's class name, for the case that logging it fails: its message is user code. */
    public Notice withNameOnly() {
        return thrown == null
                ? this
                : new Notice(id, level, text + "; thrown: " + thrown.getClass().getName(), null);
    }
}
