package io.claimdispatch.internal.store.claim;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** Looks for types that are due and that a node does not know. */
public interface TypeSearch {

    /**
     * Finds types of due waiting rows that are not among the known ones, in the order in which they are due.
     *
     * @param known types to leave out
     * @param after the row after which the scan begins; null for the first row
     * @param limit the maximum number of rows to scan, of other types than the known ones
     */
    UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException;
}
