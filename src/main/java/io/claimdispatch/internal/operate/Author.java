package io.claimdispatch.internal.operate;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The operator behind a command, as its caller says.
 *
 * @param who the name
 * @param why the reason; null for a command that takes none
 */
record Author(String who, @Nullable String why) {

    static Author of(@Nullable String who) {
        return new Author(Arguments.who(who), null);
    }

    static Author of(@Nullable String who, @Nullable String why) {
        return new Author(Arguments.who(who), Arguments.reason(why));
    }

    /** The reason, of a command that takes one. */
    String reason() {
        return Objects.requireNonNull(why);
    }
}
