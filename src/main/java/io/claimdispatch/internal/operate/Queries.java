package io.claimdispatch.internal.operate;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.TableName;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queries of {@link io.claimdispatch.ActionLogs}; each by the primary key or an index, and bounded. */
interface Queries {

    /** The row with this id. */
    Optional<ActionLog> find(TableName table, long id);

    /** The newest rows, of one state or, for null, of all. */
    List<ActionLog> latest(TableName table, @Nullable ActionState state, int limit);

    /** Due waiting rows of these types, of which there is one at least. */
    List<ActionLog> due(TableName table, Set<String> types, int limit);
}
