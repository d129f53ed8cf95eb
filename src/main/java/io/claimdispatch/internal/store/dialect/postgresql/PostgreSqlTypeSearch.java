package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.claim.TypeSearch;
import io.claimdispatch.internal.store.claim.UnknownTypes;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds unknown types by skipping known types within the index, so that rows of known types do not hide them.
 *
 * @param dialect for the times
 * @param types {@code due_types}
 */
record PostgreSqlTypeSearch(Dialect dialect, NamedSql types) implements TypeSearch {

    PostgreSqlTypeSearch(Dialect dialect, Statements sql) {
        this(dialect, sql.get("due_types"));
    }

    /** Before all priorities. */
    private static final UnknownTypes.Position BEGIN = new UnknownTypes.Position(0, StorableTime.EARLIEST, 0);

    @Override
    public UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException {
        if (limit <= 0) {
            return new UnknownTypes(Set.of(), after);
        }
        UnknownTypes.Position begin = after == null ? BEGIN : after;
        try (PreparedStatement statement = connection.prepareStatement(types.on(table))) {
            Array left = connection.createArrayOf("text", known.toArray());
            int index = 0;
            for (int level = 1; level <= 3; level++) {
                statement.setArray(++index, left);
                statement.setInt(++index, begin.level());
                dialect.bind(statement, ++index, begin.eligibleAt());
                statement.setLong(++index, begin.id());
                statement.setInt(++index, limit);
            }
            statement.setInt(++index, limit);
            try (ResultSet rows = statement.executeQuery()) {
                return found(rows, limit);
            }
        }
    }

    private UnknownTypes found(ResultSet rows, int limit) throws SQLException {
        RowReader reader = new RowReader(dialect);
        Set<String> found = new LinkedHashSet<>();
        UnknownTypes.Position last = null;
        int looked = 0;
        while (rows.next()) {
            found.add(rows.getString(1));
            last = new UnknownTypes.Position(rows.getInt(2), reader.instant(rows, 3), rows.getLong(4));
            looked++;
        }
        return new UnknownTypes(found, looked == limit ? last : null);
    }
}
