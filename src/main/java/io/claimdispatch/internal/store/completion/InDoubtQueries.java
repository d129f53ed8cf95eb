package io.claimdispatch.internal.store.completion;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The queries after an unanswered commit. They are rare, so one text serves all databases. */
public class InDoubtQueries {

    private final ColumnTypes columns;
    private final NamedSql stands;
    private final NamedSql underToken;

    public InDoubtQueries(ColumnTypes columns, Statements sql) {
        this(columns, sql.get("row_status"), sql.get("claimed_under_token"));
    }

    private InDoubtQueries(ColumnTypes columns, NamedSql stands, NamedSql underToken) {
        this.columns = columns;
        this.stands = stands;
        this.underToken = underToken;
    }

    /** A copy, for a subclass that overrides a part of it. */
    protected InDoubtQueries(InDoubtQueries other) {
        this(other.columns, other.stands, other.underToken);
    }

    /** Returns the status of a row, or null if it no longer exists. */
    public @Nullable RowStatus status(Connection connection, TableName table, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(stands.on(table))) {
            statement.setLong(1, id);
            try (ResultSet row = statement.executeQuery()) {
                if (!row.next()) {
                    return null;
                }
                String state = row.getString(1);
                long token = row.getLong(2);
                return new RowStatus(state, row.wasNull() ? null : token, columns.readText(row, 3));
            }
        }
    }

    /** Returns the committed rows that a node holds under a token. */
    public Set<ClaimRef> claimed(Connection connection, TableName table, String node, long token) throws SQLException {
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
