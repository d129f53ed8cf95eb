package io.claimdispatch.internal.store.statements;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.RowStatus;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What is asked after a commit without an answer. Rare, so that one text serves all databases.
 *
 * @param dialect for texts
 * @param status {@code row_status}
 * @param underToken {@code claimed_under_token}
 */
public record InDoubtQueries(Dialect dialect, NamedSql status, NamedSql underToken) {

    public InDoubtQueries(Dialect dialect, Statements sql) {
        this(dialect, sql.get("row_status"), sql.get("claimed_under_token"));
    }

    @Nullable
    RowStatus standing(Connection connection, TableName table, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(status.on(table))) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                String state = row.getString(1);
                long token = row.getLong(2);
                return new RowStatus(state, row.wasNull() ? null : token, dialect.readText(row, 3));
            }
        }
    }

    Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(underToken.on(table))) {
            statement.setString(1, node);
            statement.setLong(2, token);
            try (ResultSet rows = statement.executeQuery()) {
                Set<ClaimRef> refs = new HashSet<>();
                while (rows.next()) {
                    refs.add(new ClaimRef(table, rows.getLong(1), token));
                }
                return refs;
            }
        }
    }
}
