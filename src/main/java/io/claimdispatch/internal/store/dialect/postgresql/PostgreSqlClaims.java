package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Claims with one statement that locks, bounds, marks and returns the rows.
 *
 * @param dialect for the times
 * @param claim {@code claim}
 * @param unread {@code claim_unread}
 */
record PostgreSqlClaims(Dialect dialect, NamedSql claim, NamedSql unread) implements RowClaims {

    PostgreSqlClaims(Dialect dialect, Statements sql) {
        this(dialect, sql.get("claim"), sql.get("claim_unread"));
    }

    private static final Comparator<ClaimedRow> ORDER = Comparator.comparing(ClaimedRow::priority)
            .thenComparing(ClaimedRow::eligibleAt)
            .thenComparing(row -> row.ref().id());

    @Override
    public List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException {
        if (request.isForNothing()) {
            return List.of();
        }
        String sql = (request.unread() ? unread : claim).on(request.table());
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            bind(connection, statement, request);
            RowReader reader = new RowReader(dialect, request.unread());
            try (ResultSet rows = statement.executeQuery()) {
                List<ClaimedRow> claimed = new ArrayList<>();
                while (rows.next()) {
                    claimed.add(reader.read(rows, request.table()));
                }
                claimed.sort(ORDER);
                return claimed;
            }
        }
    }

    private static void bind(Connection connection, PreparedStatement statement, ClaimRequest request)
            throws SQLException {
        int index = 0;
        var types = connection.createArrayOf("text", request.types().toArray());
        for (int level = 1; level <= 3; level++) {
            statement.setArray(++index, types);
            statement.setInt(++index, request.limit());
        }
        statement.setInt(++index, request.limit());
        statement.setLong(++index, request.maxBytes());
        statement.setLong(++index, request.token());
        statement.setString(++index, request.node());
        statement.setLong(++index, PostgreSqlDialect.micros(request.lease()));
        statement.setString(++index, request.node());
        statement.setLong(++index, request.token());
    }
}
