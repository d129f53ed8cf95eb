package io.claimdispatch.internal.store.operate;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Reads the rows of a bulk action, without their long texts. */
public final class BulkCandidates {

    private final ColumnTypes columns;
    private final NamedSql read;
    private final NamedSql lock;

    /**
     * Takes its statements from those of the database.
     *
     * @param sql has {@code bulk_rows} and {@code bulk_rows_lock}
     */
    public BulkCandidates(ColumnTypes columns, Statements sql) {
        this.columns = columns;
        this.read = sql.get("bulk_rows");
        this.lock = sql.get("bulk_rows_lock");
    }

    /** Reads those of the rows that there are, in no order. */
    public List<BulkCandidate> read(Connection connection, TableName table, List<Long> ids) throws SQLException {
        return rows(connection, table, read, ids);
    }

    /**
     * Locks and reads those of the rows that are not claimed, in no order. Leaves out rows that another transaction has
     * locked, if the database can; otherwise waits for it.
     */
    public List<BulkCandidate> lock(Connection connection, TableName table, List<Long> ids) throws SQLException {
        return rows(connection, table, lock, ids);
    }

    private List<BulkCandidate> rows(Connection connection, TableName table, NamedSql sql, List<Long> ids)
            throws SQLException {
        List<BulkCandidate> found = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(ids)) {
            try (PreparedStatement statement = connection.prepareStatement(sql.on(table, chunk.size()))) {
                new Binding(columns, statement).numbers(chunk);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(candidate(rows));
                    }
                }
            }
        }
        return found;
    }

    private BulkCandidate candidate(ResultSet row) throws SQLException {
        RowReader reader = new RowReader(columns);
        RowSummary summary = new RowSummary(
                row.getLong(1),
                RowReader.text(row.getString(2)),
                row.getString(3),
                RowReader.text(row.getString(4)),
                reader.instant(row, 5),
                reader.instant(row, 6),
                row.getInt(7),
                row.getString(8));
        return new BulkCandidate(summary, reader.instant(row, 9));
    }
}
