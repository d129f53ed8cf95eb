package io.claimdispatch.internal.store.statements;

import io.claimdispatch.ActionLog;
import io.claimdispatch.ActionState;
import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Whole rows of any table, for people to look at. The entity is mapped to one table only. */
interface Reading {

    /** See {@code ActionStore#find}. */
    @Nullable
    ActionLog find(Connection connection, TableName table, long id) throws SQLException;

    /** See {@code ActionStore#latest}. */
    List<ActionLog> latest(Connection connection, TableName table, @Nullable ActionState state, int limit)
            throws SQLException;

    /** See {@code ActionStore#due}; at least one type. */
    List<ActionLog> due(Connection connection, TableName table, Collection<String> types, int limit)
            throws SQLException;
}
