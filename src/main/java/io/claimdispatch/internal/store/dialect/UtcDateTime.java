package io.claimdispatch.internal.store.dialect;

import io.claimdispatch.internal.store.row.StorableTime;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** Times in columns that have no zone: in UTC, as dates and times that no zone of a session or JVM shifts. */
public final class UtcDateTime {

    private UtcDateTime() {}

    /** Binds a time; finer digits than microseconds are cut off. */
    public static void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP);
        } else {
            Instant micros = instant.truncatedTo(ChronoUnit.MICROS);
            statement.setObject(index, LocalDateTime.ofInstant(micros, ZoneOffset.UTC));
        }
    }

    /** Reads one. */
    public static @Nullable Instant read(ResultSet row, int index) throws SQLException {
        LocalDateTime time = row.getObject(index, LocalDateTime.class);
        return time == null ? null : StorableTime.nearest(time.toInstant(ZoneOffset.UTC));
    }
}
