package io.claimdispatch.internal.store;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.TableName;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Steps over known types within the index, one priority after the other, so that rows of known types in front hide none.
 *
 * @param dialect for the times
 * @param drawing for the clock
 * @param types selects the types of the due rows of one priority, without the known ones, so many
 */
record DueTypes(Dialect dialect, Drawing drawing, String types) implements Discovering {

    @Override
    public Set<String> unknownDueTypes(Connection connection, TableName table, Collection<String> known, int limit)
            throws SQLException {
        Instant now = drawing.now(connection, table);
        // A list of parameters cannot be empty, and no row has the empty type.
        Collection<String> left = known.isEmpty() ? List.of("") : known;
        Set<String> found = new LinkedHashSet<>();
        int looked = 0;
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, types, left.size()))) {
            for (Priority priority : Priority.values()) {
                if (looked == limit) {
                    break;
                }
                new Binding(dialect, statement)
                        .number(priority.level())
                        .instant(now)
                        .strings(left)
                        .number(limit - looked);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                        looked++;
                    }
                }
            }
        }
        return found;
    }
}
