package io.claimdispatch.internal.common.problem;

import io.claimdispatch.ClaimDispatchException;
import java.util.Collection;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Creates the errors that a user can meet, each with its id, its cause and a way out; the catalogues, one per concern,
 * contain the texts. Errors are returned and thrown by the caller, so that the control flow is visible there.
 *
 * <p>One numbering serves all catalogues. An id never changes its meaning, and none is used again.
 */
public final class Problem {

    private Problem() {}

    static ClaimDispatchException of(String id, String text) {
        return of(id, text, null);
    }

    static ClaimDispatchException of(String id, String text, @Nullable Throwable cause) {
        // here, for all parts: any of them may be data
        return new ClaimDispatchException(id, Escaped.of(text), cause);
    }

    static String shown(Collection<String> causes) {
        return causes.stream().map(Problem::shown).collect(Collectors.joining("; caused by "));
    }

    /** A text from data, bounded; it is escaped when messages are made. */
    public static String shown(String value) {
        return value.length() > 200
                ? value.substring(
                                0, value.offsetByCodePoints(0, Math.min(200, value.codePointCount(0, value.length()))))
                        + '…'
                : value;
    }
}
