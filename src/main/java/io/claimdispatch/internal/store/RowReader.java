package io.claimdispatch.internal.store;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.TableName;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads what a statement selects or returns as {@link #COLUMNS}. */
record RowReader(Dialect dialect) {

    static final String COLUMNS =
            "id, type, payload, idempotency_key, priority, end_at, created_at, fail_count, errors,"
                    + " execution_id, claim_token, claimed_by";

    /** A row as it stands. */
    ClaimedRow read(ResultSet row, TableName table) throws SQLException {
        return read(row, new ClaimRef(table, row.getLong(1), row.getLong(11)), row.getString(12));
    }

    /** A row that was read before its claim was written. */
    ClaimedRow read(ResultSet row, ClaimRequest request) throws SQLException {
        return read(row, new ClaimRef(request.table(), row.getLong(1), request.token()), request.node());
    }

    private ClaimedRow read(ResultSet row, ClaimRef ref, @Nullable String node) throws SQLException {
        return new ClaimedRow(
                ref,
                row.getString(2),
                Objects.requireNonNull(dialect.readText(row, 3)),
                row.getString(4),
                priority(row.getInt(5)),
                instant(row, 6),
                instant(row, 7),
                row.getInt(8),
                dialect.readText(row, 9),
                nullableLong(row, 10),
                node);
    }

    /** A level that somebody has written by hand and that is none must not hold up the rows it is read with. */
    private static Priority priority(int level) {
        int nearest = Math.max(Priority.HIGH.level(), Math.min(level, Priority.LOW.level()));
        return Priority.ofLevel(nearest);
    }

    /** MariaDB lets a person write a date of zeros, which its driver reads as null: no reason for other rows to wait. */
    Instant instant(ResultSet row, int index) throws SQLException {
        Instant time = dialect.read(row, index);
        return time == null ? StorableTime.EARLIEST : time;
    }

    private static @Nullable Long nullableLong(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : value;
    }
}
