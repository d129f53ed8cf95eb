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
 * Reads the columns id, type, payload, key, priority, end_at, created_at, fail_count, errors, execution_id, claim_token
 * and claimed_by of a result.
 *
 * @param columns for texts and times
 * @param unread whether the statement left out the large columns
 */
public record RowReader(ColumnTypes columns, boolean unread) {

    /** The size of the texts, in the results of {@code claim_lock} and its like. */
    public static long bytes(ResultSet row) throws SQLException {
        return row.getLong(13);
    }

    private static final String NOT_READ = "{}";

    public RowReader(ColumnTypes columns) {
        this(columns, false);
    }

    /** Reads a claimed row. */
    public ClaimedRow read(ResultSet row, TableName table) throws SQLException {
        ClaimRef ref = new ClaimRef(table, row.getLong(1), row.getLong(11));
        return read(row, ref, payload(row), row.getString(12));
    }

    /** Reads a row before its claim is written. */
    public ClaimedRow read(ResultSet row, ClaimRequest request) throws SQLException {
        return read(row, request, payload(row));
    }

    /** The same; null if its texts are left out. */
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

    /** Clamps a level: an invalid one, written by hand, must not block the rows read with it. */
    public static Priority priority(int level) {
        int nearest = Math.max(Priority.HIGH.level(), Math.min(level, Priority.LOW.level()));
        return Priority.ofLevel(nearest);
    }

    /** Reads a time of a column that is not null. */
    public Instant instant(ResultSet row, int index) throws SQLException {
        return time(columns.read(row, index));
    }

    /**
     * A time as read from a column that is not null. MariaDB lets a person write a date of zeros, which its driver reads
     * as null; that must not block other rows.
     */
    public static Instant time(@Nullable Instant read) {
        return read == null ? StorableTime.EARLIEST : read;
    }

    /** A text as read from a column that is not null. Oracle reads an empty one as null. */
    public static String text(@Nullable String read) {
        return read == null ? "" : read;
    }

    private static @Nullable Long nullableLong(ResultSet row, int index) throws SQLException {
        long value = row.getLong(index);
        return row.wasNull() ? null : value;
    }
}
