package io.claimdispatch.internal.store.sql;

import io.claimdispatch.Priority;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.ClaimRequest;
import io.claimdispatch.internal.store.row.ClaimedRow;
import io.claimdispatch.internal.store.row.StorableTime;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads what a statement selects or returns as id, type, payload, key, priority, end_at, created_at, fail_count, errors,
 * execution_id, claim_token and claimed_by.
 *
 * @param columns for texts and times
 * @param unread whether the statement has left out what may be large
 */
public record RowReader(ColumnTypes columns, boolean unread) {

    /** Of {@code claim_lock} and its like: how long the texts are. */
    public static long bytes(ResultSet row) throws SQLException {
        return row.getLong(13);
    }

    private static final String NOT_READ = "{}";

    public RowReader(ColumnTypes columns) {
        this(columns, false);
    }

    /** A row as it stands. */
    public ClaimedRow read(ResultSet row, TableName table) throws SQLException {
        ClaimRef ref = new ClaimRef(table, row.getLong(1), row.getLong(11));
        return read(row, ref, payload(row), row.getString(12));
    }

    /** A row that was read before its claim was written. */
    public ClaimedRow read(ResultSet row, ClaimRequest request) throws SQLException {
        return read(row, request, payload(row));
    }

    /** The same, or null if its texts are left out. */
    public @Nullable ClaimedRow readUpTo(ResultSet row, ClaimRequest request) throws SQLException {
        String payload = unread ? NOT_READ : columns.readText(row, 3);
        return payload == null ? null : read(row, request, payload);
    }

    private String payload(ResultSet row) throws SQLException {
        return unread ? NOT_READ : Objects.requireNonNull(columns.readText(row, 3));
    }

    private ClaimedRow read(ResultSet row, ClaimRequest request, String payload) throws SQLException {
        return read(row, new ClaimRef(request.table(), row.getLong(1), request.token()), payload, request.node());
    }

    private ClaimedRow read(ResultSet row, ClaimRef ref, String payload, @Nullable String node) throws SQLException {
        return new ClaimedRow(
                ref,
                row.getString(2),
                payload,
                row.getString(4),
                priority(row.getInt(5)),
                instant(row, 6),
                instant(row, 7),
                row.getInt(8),
                columns.readText(row, 9),
                nullableLong(row, 10),
                node);
    }

    /** A level that was written by hand and is none must not hold up the rows it is read with. */
    private static Priority priority(int level) {
        int nearest = Math.max(Priority.HIGH.level(), Math.min(level, Priority.LOW.level()));
        return Priority.ofLevel(nearest);
    }

    /** MariaDB lets a person write a date of zeros, which its driver reads as null: no reason for other rows to wait. */
    public Instant instant(ResultSet row, int index) throws SQLException {
        Instant time = columns.read(row, index);
        return time == null ? StorableTime.EARLIEST : time;
    }

    private static @Nullable Long nullableLong(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : value;
    }
}
