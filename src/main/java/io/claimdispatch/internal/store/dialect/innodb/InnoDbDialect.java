package io.claimdispatch.internal.store.dialect.innodb;

import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.StorableTime;
import io.claimdispatch.internal.store.Utc;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.statements.BulkWriting;
import io.claimdispatch.internal.store.statements.RowInserting;
import io.claimdispatch.internal.store.statements.RowOperating;
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
public abstract class InnoDbDialect extends StandardDialect {

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
    protected String limit() {
        return "LIMIT ?";
    }

    @Override
    protected String dueIndex() {
        return "FORCE INDEX (action_logs_due)";
    }

    /** On any other way to the rows, all that are looked at would stay locked, and gaps with them. */
    @Override
    protected String byId() {
        return "FORCE INDEX (PRIMARY)";
    }

    /** A plain read would see the row as the transaction first did. The statement before has locked it anyway. */
    @Override
    protected String look() {
        return current() + RowOperating.LOOK + " FOR UPDATE";
    }

    @Override
    protected String skipTo() {
        return "LIMIT ?, 1";
    }

    /** {@code ||} is an OR here, and {@link #byId} is said anyway. */
    @Override
    protected String stateOutsideOfIndex() {
        return "state";
    }

    /** The form for several tables, since the one for a single table knows no FORCE INDEX. */
    @Override
    protected String deleteFrom() {
        return "DELETE action_logs FROM action_logs " + byId();
    }

    @Override
    protected String onPauseConflict() {
        return "ON DUPLICATE KEY UPDATE who = ?, why = ?";
    }

    @Override
    protected RowInserting.Writing writing() {
        return new InnoDbWriting(this, new BulkWriting(batch(), lists()), current());
    }
}
