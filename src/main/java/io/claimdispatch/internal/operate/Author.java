package io.claimdispatch.internal.operate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operator behind a command, as its caller says.
 *
 * @param who the name
 * @param why the reason; null for a command that takes none
 * @param origin the way that the command came in; null for a call in Java
 */
public record Author(
        String who, @Nullable String why, @Nullable String origin) {

    static Author of(@Nullable String who) {
        return new Author(Arguments.who(who), null, null);
    }

    static Author of(@Nullable String who, @Nullable String why) {
        return new Author(Arguments.who(who), Arguments.reason(why), null);
    }

    /** The reason, of a command that takes one. */
    public String reason() {
        return Objects.requireNonNull(why);
    }
}
