package io.claimdispatch.internal.store.dialect.derby;

import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.UncommittedRows;
import io.claimdispatch.internal.store.claim.ConditionalClaim;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.Statements;
import io.claimdispatch.internal.store.sql.Utc;
import io.claimdispatch.internal.store.upkeep.HandWrittenRows;
import java.sql.Clob;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Apache Derby, in the JVM or as a server. It cannot skip locked rows: claims of several nodes queue, and a claim waits
 * for rows in the open transaction of a publisher elsewhere; uncommitted rows of this application are passed over. An
 * operator's command, a deletion and the recovery wait for a claim in the same way. A wait ends with an error after
 * Derby's {@code derby.locks.waitTimeout}, 60 seconds by default, or sooner for a deadlock; the statement is then
 * retried. Trailing blanks of types and keys do not count.
 *
 * <p>Times are TIMESTAMP in UTC.
 */
public final class DerbyDialect extends StandardDialect {

    private final UncommittedRows uncommitted = new UncommittedRows();

    public DerbyDialect() {
        super(Statements.of("standard", "derby"));
    }

    @Override
    public String database() {
        return "Derby";
    }

    /**
     * Locks the table: Derby shares one ALTER TABLE among all sessions of a JVM, and two that run it at once fail with
     * internal exceptions.
     */
    @Override
    public String lockForChange() {
        return "LOCK TABLE ${table} IN EXCLUSIVE MODE";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.DERBY;
    }

    @Override
    public boolean embedded() {
        return true;
    }

    @Override
    public Meaning meaning() {
        return DerbyMeaning.meaning();
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP);
        } else {
            statement.setTimestamp(index, Timestamp.from(micros(instant)), Utc.calendar());
        }
    }

    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        Timestamp time = row.getTimestamp(index, Utc.calendar());
        return time == null ? null : StorableTime.nearest(time.toInstant());
    }

    @Override
    public @Nullable String readText(ResultSet row, int index) throws SQLException {
        Clob text = row.getClob(index);
        return text == null ? null : DerbyText.read(text);
    }

    @Override
    protected IdSequence sequence() {
        return new DerbySequence(statements(), uncommitted, new Ticker());
    }

    @Override
    protected int mended() {
        return HandWrittenRows.ONE;
    }

    @Override
    public boolean skipsLocked() {
        return false;
    }

    /** Derby may read a small table as a whole, and wait for the new rows of others; of two that do, one fails after 20 s. */
    @Override
    protected boolean updatesLists() {
        return false;
    }

    /**
     * No batches: Derby copies the parameters of a batch in the JVM's time zone, and so shifts times that this zone
     * skips in spring.
     */
    @Override
    protected boolean batches() {
        return false;
    }

    @Override
    protected RowClaims claiming(IdSequence sequence) {
        return new ConditionalClaim(this, statements(), sequence, uncommitted::has);
    }

    @Override
    public UncommittedRows uncommitted() {
        return uncommitted;
    }
}
