package io.claimdispatch.internal.store.claim;

import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** Rows that were claimed without their texts, since those might not fit into memory together. */
public class UnreadRows {

    private final ColumnTypes columns;
    private final NamedSql row;

    public UnreadRows(ColumnTypes columns, Statements sql) {
        this.columns = columns;
        this.row = sql.get("claimed_row");
    }

    /** A copy, for a subclass that overrides a part of it. */
    protected UnreadRows(UnreadRows other) {
        this.columns = other.columns;
        this.row = other.row;
    }

    /** Reads a row that was claimed unread; null if the claim is lost. */
    public @Nullable ClaimedRow read(Connection connection, ClaimRef ref) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(row.on(ref.table()))) {
            new Binding(columns, statement).number(ref.id()).number(ref.token());
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? new RowReader(columns).read(rows, ref.table()) : null;
            }
        }
    }
}
