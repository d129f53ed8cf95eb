package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queries of {@link io.claimdispatch.ActionLogs}; each uses the primary key or an index, and is bounded. */
interface Queries {

    /** Finds the row with this id. */
    Optional<ActionLog> find(TableName table, long id);

    /** Finds the newest rows, of one state or, for null, of all. */
    List<ActionLog> latest(TableName table, @Nullable ActionState state, int limit);

    /** Finds due waiting rows of these types; there must be at least one type. */
    List<ActionLog> due(TableName table, Set<String> types, int limit);
}
