package io.claimdispatch.internal.store.dialect.innodb;

import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.dialect.UtcDateTime;
import io.claimdispatch.internal.store.publish.RowWriter;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.Statements;
import io.claimdispatch.internal.store.sql.Utc;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDateTime;
import org.jspecify.annotations.Nullable;

/**
 * The base of MariaDB and MySQL. Times are DATETIME, which the session's time zone does not shift. They are written as
 * {@link LocalDateTime}, but not read so: MariaDB's driver shifts a LocalDateTime, and even a text, in the hour that
 * the JVM's time zone skips in spring.
 */
public abstract class InnoDbDialect extends StandardDialect {

    /**
     * Creates the dialect of one of the two.
     *
     * @param file the file of the statements that differ there
     */
    protected InnoDbDialect(String file) {
        super(Statements.of("standard", "innodb", file));
    }

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
        UtcDateTime.bind(statement, index, instant);
    }

    /** Reads a time. A date of zeros, which some SQL modes let a person write, arrives as null. */
    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        Timestamp time = row.getTimestamp(index, Utc.calendar());
        return time == null ? null : StorableTime.nearest(time.toInstant());
    }

    @Override
    protected boolean pauseReplaces() {
        return true;
    }

    /** As InnoDB does under REPEATABLE READ, its default. */
    @Override
    protected boolean locksGaps() {
        return true;
    }

    @Override
    protected RowWriter writing() {
        return new InsertOnDuplicateKey(this, statements(), batch());
    }
}
