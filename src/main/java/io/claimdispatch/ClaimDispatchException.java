package io.claimdispatch;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Every error that this product reports to a user. The message begins with the error's id, says the cause, and ends with
 * the way out; the id alone is {@link #id()}, for programs and for searching.
 */
public final class ClaimDispatchException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String id;

    /**
     * An error with its id.
     *
     * @param id like {@code CLAIM0012}
     * @param text cause and way out
     * @param cause what was thrown below, if anything was
     */
    public ClaimDispatchException(String id, String text, @Nullable Throwable cause) {
        super(Given.value("id", id) + ": " + Given.value("text", text), cause);
        this.id = id;
    }

    /** The id of the error, like {@code CLAIM0012}; docs/errors.md lists each of them. */
    public String id() {
        return id;
    }
}
