package io.claimdispatch.internal.store.claim;

import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;

/**
 * Stores the lease of a claim, in the transaction that marks its rows.
 *
 * @param columns for the times
 * @param insert {@code claim_lease}
 * @param end {@code lease_end}
 */
record NewLease(ColumnTypes columns, NamedSql insert, NamedSql end) {

    /** Stands for all rows of the claim. */
    private static final long WHOLE = 0;

    NewLease(ColumnTypes columns, Statements sql) {
        this(columns, sql.get("claim_lease"), sql.get("lease_end"));
    }

    void store(Connection connection, ClaimRequest request, Instant now) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(insert.on(request.table()))) {
            new Binding(columns, statement)
                    .number(request.token())
                    .number(WHOLE)
                    .string(request.node())
                    .instant(now.plus(request.lease()));
            statement.executeUpdate();
        }
    }

    /** Removes it, for a claim that got no row. */
    void remove(Connection connection, ClaimRequest request) throws SQLException {
        List<Long> token = List.of(request.token());
        try (PreparedStatement statement = connection.prepareStatement(end.on(request.table(), token.size()))) {
            new Binding(columns, statement).numbers(token);
            statement.executeUpdate();
        }
    }
}
