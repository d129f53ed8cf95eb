package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.claim.RowClaims;
import io.claimdispatch.internal.store.claim.TypeSearch;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.operate.FailureReads;
import io.claimdispatch.internal.store.publish.RowWriter;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.DatabaseSequence;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 13 and later. Every operation is one statement, on any number of rows.
 *
 * <p>The clock is {@code statement_timestamp()}: unlike {@code now()} it advances within a transaction, and unlike
 * {@code clock_timestamp()} it can be the bound of an index scan.
 */
public final class PostgreSqlDialect extends StandardDialect {

    public PostgreSqlDialect() {
        super(Statements.of("standard", "postgresql"));
    }

    @Override
    public String database() {
        return "PostgreSQL";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.POSTGRESQL;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    @Override
    public Meaning meaning() {
        return PostgreSqlMeaning.of(this);
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, offset(instant));
        }
    }

    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        return time == null ? null : StorableTime.nearest(time.toInstant());
    }

    @Override
    public void begin(Connection connection, Duration timeout) throws SQLException {
        PostgreSqlSession.begin(connection, timeout);
    }

    @Override
    public void bound(Connection connection, Duration timeout) throws SQLException {
        PostgreSqlSession.bound(connection, timeout);
    }

    @Override
    protected IdSequence sequence() {
        return new DatabaseSequence(this, statements());
    }

    @Override
    protected NamedSql single() {
        return statements().get("publish_row");
    }

    @Override
    protected RowWriter writing() {
        return new PostgreSqlWriter(statements());
    }

    @Override
    protected RowClaims claiming(IdSequence sequence) {
        return new PostgreSqlClaims(this, statements());
    }

    @Override
    protected TypeSearch types(IdSequence sequence) {
        return new PostgreSqlTypeSearch(this, statements());
    }

    @Override
    protected RowCompletions completing(IdSequence sequence) {
        return new PostgreSqlCompletions(statements());
    }

    @Override
    protected FailureReads failures() {
        return new PostgreSqlFailures(this, statements());
    }

    /** Its indexes are partial, so that rows that have ended cost them nothing. */
    @Override
    protected boolean indexesStates() {
        return false;
    }

    @Override
    protected boolean pauseReplaces() {
        return true;
    }

    /** The text of an instant as an element of an array, which the driver passes as text. */
    static @Nullable String literal(@Nullable Instant instant) {
        return instant == null ? null : offset(instant).toString();
    }

    static long micros(Duration duration) {
        // ChronoUnit counts in nanoseconds, which are too many after 292 years
        return duration.getSeconds() * 1_000_000 + duration.getNano() / 1_000;
    }

    private static OffsetDateTime offset(Instant instant) {
        // cut off here, since the driver would round up, into the future
        return micros(instant).atOffset(ZoneOffset.UTC);
    }
}
