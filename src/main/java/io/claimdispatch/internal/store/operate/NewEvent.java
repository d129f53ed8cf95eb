package io.claimdispatch.internal.store.operate;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event to write; see {@link io.claimdispatch.ActionEvent}.
 *
 * @param at by the database's clock
 * @param kind what happened
 * @param by who did it
 * @param actionId the id of the row; null if it is about none
 * @param type the type of the row, or a type or family
 * @param detail a JSON object; null for none
 */
public record NewEvent(
        Instant at,
        String kind,
        Author by,
        @Nullable Long actionId,
        @Nullable String type,
        @Nullable String detail) {

    /**
     * Who did it, and where.
     *
     * @param who the operator
     * @param why the reason; null if none is asked for
     * @param node the node that ran the command
     * @param origin the way that the command came in; null for a call in Java
     */
    public record Author(
            String who,
            @Nullable String why,
            String node,
            @Nullable String origin) {}
}
