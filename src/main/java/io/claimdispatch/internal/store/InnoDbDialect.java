package io.claimdispatch.internal.store;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * What MariaDB and MySQL have in common. Times are DATETIME, which no zone of the session shifts. They are written as
 * {@link LocalDateTime}, but not read so: MariaDB's driver moves a LocalDateTime, and even a text, that it reads out of the
 * hour that the JVM's zone leaves out in spring.
 */
abstract class InnoDbDialect extends StandardDialect {

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public Meaning meaning() {
        return InnoDbMeaning.of(this);
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP);
        } else {
            statement.setObject(index, LocalDateTime.ofInstant(micros(instant), ZoneOffset.UTC));
        }
    }

    /** A date of zeros, which some modes of SQL let a person write, is null here. */
    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        Timestamp time = row.getTimestamp(index, Utc.calendar());
        return time == null ? null : StorableTime.nearest(time.toInstant());
    }

    @Override
    String limit() {
        return "LIMIT ?";
    }

    @Override
    String dueIndex() {
        return "FORCE INDEX (action_logs_due)";
    }

    /** On any other way to the rows, all that are looked at would stay locked, and gaps with them. */
    @Override
    String byId() {
        return "FORCE INDEX (PRIMARY)";
    }

    /** A plain read would see the row as the transaction first did. The statement before has locked it anyway. */
    @Override
    String look() {
        return current() + RowOperating.LOOK + " FOR UPDATE";
    }

    @Override
    String skipTo() {
        return "LIMIT ?, 1";
    }

    /** {@code ||} is an OR here, and {@link #byId} is said anyway. */
    @Override
    String stateOutsideOfIndex() {
        return "state";
    }

    /** The form for several tables, since the one for a single table knows no FORCE INDEX. */
    @Override
    String deleteFrom() {
        return "DELETE action_logs FROM action_logs " + byId();
    }

    @Override
    String onPauseConflict() {
        return "ON DUPLICATE KEY UPDATE who = ?, why = ?";
    }

    @Override
    RowInserting.Writing writing() {
        return new InnoDbWriting(this, new BulkWriting(batch(), lists()), current());
    }
}
