package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLogs;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.ConsoleProblems;
import io.claimdispatch.internal.store.operate.RowBefore;
import io.claimdispatch.internal.store.row.StorableText;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Who orders a command by the console, and why.
 *
 * @param who the name of the user, as the server has authenticated it; a longer one than events have room for is cut
 * @param why the reason; null if none is given
 * @param version the {@link RowVersion} that the user has seen; null to take the row as it is
 */
public record Order(
        String who, @Nullable String why, @Nullable String version) {

    /** In events. */
    public static final String ORIGIN = "console";

    /** A reason as it is kept, cut where it is longer than events have room for; null if nothing is left of it. */
    public static @Nullable String reason(@Nullable String given) {
        String clean = given == null ? "" : StorableText.clean(given, ActionLogs.MAX_REASON_LENGTH);
        return clean.isBlank() ? null : clean;
    }

    /**
     * Refuses a row that is another than the one that the user has seen, once it is locked.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0281, when it is called
     */
    Consumer<RowBefore> check(TableName table) {
        return before -> {
            if (version != null && !version.equals(RowVersion.of(before))) {
                throw ConsoleProblems.rowChanged(table.value(), before.id());
            }
        };
    }

    public Author author() {
        return new Author(
                Arguments.who(StorableText.clean(who, ActionLogs.MAX_WHO_LENGTH)),
                why == null ? null : Arguments.reason(why),
                ORIGIN);
    }
}
