package io.claimdispatch;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/**
 * Any error that claim-dispatch reports to an application. The message begins with the error's id, names the cause, and
 * ends with the way out. {@link #id()} returns the id alone, for programs and for searching.
 *
 * <pre>{@code
 * try {
 *     publisher.publish(draft -> draft.type("email.welcome").eligibleNow().payload(Thread.currentThread()));
 * } catch (ClaimDispatchException e) {
 *     System.out.println(e.id()); // CLAIM0003: a thread has no JSON
 * }
 * }</pre>
 */
public final class ClaimDispatchException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    private final String id;

    /**
     * Creates an error with its id.
     *
     * @param id like {@code CLAIM0012}
     * @param text the cause and the way out
     * @param cause the underlying exception, or null if there is none
     */
    public ClaimDispatchException(String id, String text, @Nullable Throwable cause) {
        super(Given.value("id", id) + ": " + Given.value("text", text), cause);
        this.id = id;
    }

    /** The id of the error, like {@code CLAIM0012}; docs/errors.md lists them all. */
    public String id() {
        return id;
    }
}
