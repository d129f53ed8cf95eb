package io.claimdispatch.internal.common.problem;

import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * A line for the server's log with its id, like {@link Problem}, for what is no error of a caller. The catalogues of this
 * package make them, one method per line.
 *
 * @param id like {@code CLAIM0123}, from the same numbering as the errors
 * @param level INFO, WARNING or ERROR
 * @param text what happened, and what the node does about it
 * @param thrown logged with its stack, if there is one
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

    /** The line as it is logged, its id first. */
    public String line() {
        return id + ": " + text;
    }

    /** For a log that fails over what was thrown, whose text is the user's code: with the name of its class alone. */
    public Notice withNameOnly() {
        return thrown == null
                ? this
                : new Notice(id, level, text + "; thrown: " + thrown.getClass().getName(), null);
    }
}
