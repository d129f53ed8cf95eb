package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.StorableTime;
import io.claimdispatch.internal.store.UnknownTypes;
import io.claimdispatch.internal.store.statements.Discovering;
import io.claimdispatch.internal.store.statements.RowReader;
import io.claimdispatch.internal.store.statements.Sql;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Steps over known types within the index, so that rows of known types in front hide none.
 *
 * @param dialect for the times
 */
record PostgreSqlTypes(Dialect dialect) implements Discovering {

    private static final String LEVEL = """
            (SELECT type, priority, end_at, id
               FROM action_logs
              WHERE state = 'WAITING' AND priority = %d AND end_at <= statement_timestamp() AND type <> ALL (?)
                AND (priority, end_at, id) > (?, ?, ?)
              ORDER BY end_at, id
              LIMIT ?)
            """;

    private static final String TYPES = level(1) + "UNION ALL\n" + level(2) + "UNION ALL\n" + level(3) + "LIMIT ?";

    /** In front of all priorities. */
    private static final UnknownTypes.Position BEGIN = new UnknownTypes.Position(0, StorableTime.EARLIEST, 0);

    /** In digits that the database reads, whatever the JVM's locale writes. */
    private static String level(int level) {
        return String.format(Locale.ROOT, LEVEL, level);
    }

    @Override
    public UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException {
        UnknownTypes.Position begin = after == null ? BEGIN : after;
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, TYPES))) {
            Array types = connection.createArrayOf("text", known.toArray());
            int index = 0;
            for (int level = 1; level <= 3; level++) {
                statement.setArray(++index, types);
                statement.setInt(++index, begin.level());
                dialect.bind(statement, ++index, begin.endAt());
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
