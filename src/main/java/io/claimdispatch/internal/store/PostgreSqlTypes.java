package io.claimdispatch.internal.store;

import io.claimdispatch.internal.TableName;
import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Set;

/** Steps over known types within the index, so that rows of known types in front hide none. */
final class PostgreSqlTypes implements Discovering {

    private static final String LEVEL = """
            (SELECT type
               FROM action_logs
              WHERE state = 'WAITING' AND priority = %d AND end_at <= statement_timestamp() AND type <> ALL (?)
              ORDER BY end_at, id
              LIMIT ?)
            """;

    private static final String TYPES =
            LEVEL.formatted(1) + "UNION ALL\n" + LEVEL.formatted(2) + "UNION ALL\n" + LEVEL.formatted(3) + "LIMIT ?";

    @Override
    public Set<String> unknownDueTypes(Connection connection, TableName table, Collection<String> known, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, TYPES))) {
            Array types = connection.createArrayOf("text", known.toArray());
            int index = 0;
            for (int level = 1; level <= 3; level++) {
                statement.setArray(++index, types);
                statement.setInt(++index, limit);
            }
            statement.setInt(++index, limit);
            try (ResultSet rows = statement.executeQuery()) {
                Set<String> found = new LinkedHashSet<>();
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
                return found;
            }
        }
    }
}
