package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** See {@link ActionStore#unknownDueTypes}. */
interface Discovering {

    /** For a limit above zero. */
    UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException;
}
