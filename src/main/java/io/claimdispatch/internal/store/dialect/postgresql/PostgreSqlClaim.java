package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.store.ClaimRequest;
import io.claimdispatch.internal.store.ClaimedRow;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.statements.Claiming;
import io.claimdispatch.internal.store.statements.RowReader;
import io.claimdispatch.internal.store.statements.Sql;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * One statement: lock, bound, mark, return.
 *
 * <p>The three levels are three ranges of the index, and the outer LIMIT ends the scan, so that no more rows are locked
 * than are asked for. The ids reach the update as an array and not as a join, which the planner, not knowing how many they
 * will be, might answer with a scan of the table.
 *
 * <p>What is counted is what is there and not what {@code payload_size} says, which a person may have left at 0. It costs
 * nothing: of a long text PostgreSQL knows the length by its header, without reading the text.
 *
 * @param dialect for the times
 */
public record PostgreSqlClaim(Dialect dialect) implements Claiming {

    /**
     * Of the two columns that have no bound of their own. No text has more than 2^30 - 1 bytes with its header, so that the
     * sum is an integer; of a bigint the running sum would be a numeric, which is slower.
     */
    public static final String BYTES = "(octet_length(payload) + coalesce(octet_length(errors), 0))";

    private static final String LEVEL = """
            SELECT *
              FROM (SELECT id, priority, end_at, %2$s AS bytes
                      FROM action_logs
                     WHERE state = 'WAITING' AND priority = %1$d AND end_at <= statement_timestamp() AND type = ANY (?)
                     ORDER BY end_at, id
                     LIMIT ?
                       FOR UPDATE SKIP LOCKED) AS level%1$d
            """;

    public static final String CLAIM = "WITH locked AS MATERIALIZED (\n"
            + level(1) + "UNION ALL\n" + level(2) + "UNION ALL\n" + level(3)
            + """
            LIMIT ?
            ), bounded AS (
                SELECT id,
                       sum(bytes) OVER (ORDER BY priority, end_at, id ROWS UNBOUNDED PRECEDING) - bytes AS bytes_before
                  FROM locked
            )
            UPDATE action_logs
               SET state = 'CLAIMED',
                   claimed_at = statement_timestamp(),
                   claimed_by = ?,
                   claim_token = ?,
                   lease_until = statement_timestamp() + ? * interval '1 microsecond',
                   updated_at = statement_timestamp()
             WHERE id = ANY (ARRAY(SELECT id FROM bounded WHERE bytes_before = 0 OR bytes_before < ?))
            RETURNING\s"""
            + RowReader.COLUMNS;

    private static final Comparator<ClaimedRow> ORDER = Comparator.comparing(ClaimedRow::priority)
            .thenComparing(ClaimedRow::endAt)
            .thenComparing(row -> row.ref().id());

    @Override
    public List<ClaimedRow> claim(Connection connection, ClaimRequest request) throws SQLException {
        String sql = Sql.on(request.table(), RowReader.columns(CLAIM, request.unread()));
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

    /** In digits that the database reads, whatever the JVM's locale writes. */
    private static String level(int level) {
        return String.format(Locale.ROOT, LEVEL, level, BYTES);
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
        statement.setString(++index, request.node());
        statement.setLong(++index, request.token());
        statement.setLong(++index, PostgreSqlDialect.micros(request.lease()));
        statement.setLong(++index, request.maxBytes());
    }
}
