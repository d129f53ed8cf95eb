package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.StorableTime;
import io.claimdispatch.internal.store.statements.ComposedStore;
import io.claimdispatch.internal.store.statements.DatabaseSequence;
import io.claimdispatch.internal.store.statements.IdSequence;
import io.claimdispatch.internal.store.statements.InDoubtQueries;
import io.claimdispatch.internal.store.statements.OddReading;
import io.claimdispatch.internal.store.statements.Recovering;
import io.claimdispatch.internal.store.statements.RowInserting;
import io.claimdispatch.internal.store.statements.RowMending;
import io.claimdispatch.internal.store.statements.RowOperating;
import io.claimdispatch.internal.store.statements.RowPausing;
import io.claimdispatch.internal.store.statements.RowPruning;
import io.claimdispatch.internal.store.statements.RowReading;
import io.claimdispatch.internal.store.statements.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * PostgreSQL 13 and later. Every operation is one statement, on any number of rows.
 *
 * <p>The clock is {@code statement_timestamp()}: unlike {@code now()} it goes on within a transaction, and unlike
 * {@code clock_timestamp()} it can be the bound of an index scan.
 */
public final class PostgreSqlDialect implements Dialect {

    private final Statements sql = Statements.of("standard", "postgresql");
    private final IdSequence sequence = new DatabaseSequence(this, sql);
    private final ActionStore store = compose();

    /** The statements by their names. */
    public Statements statements() {
        return sql;
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
    public void bindText(PreparedStatement statement, int index, @Nullable String text) throws SQLException {
        statement.setString(index, text);
    }

    @Override
    public @Nullable String readText(ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return sequence.now(connection, TableName.ACTION_LOGS);
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
    public ActionStore store() {
        return store;
    }

    private ActionStore compose() {
        RowPruning pruning = new RowPruning(this, sql, sequence);
        return new ComposedStore(
                sequence,
                new RowInserting(sequence, new PostgreSqlWriting(sql)),
                new PostgreSqlClaim(this, sql),
                new PostgreSqlCompleting(sql),
                new PostgreSqlLeasing(sql),
                new Recovering(this, sql, sequence),
                new RowMending(this, sql, sequence, RowMending.MANY),
                new OddReading(this, sql, pruning),
                new PostgreSqlTypes(this, sql),
                new InDoubtQueries(this, sql),
                new RowReading(this, sql, sequence),
                new RowOperating(this, sql, sequence),
                pruning,
                new RowPausing(this, sql, sequence, true));
    }

    /** For an element of an array, which the driver takes as text. */
    static @Nullable String literal(@Nullable Instant instant) {
        return instant == null ? null : offset(instant).toString();
    }

    static long micros(Duration duration) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, Instant.EPOCH.plus(duration));
    }

    private static OffsetDateTime offset(Instant instant) {
        // Cut off here: the driver would round up, into the future.
        return instant.truncatedTo(ChronoUnit.MICROS).atOffset(ZoneOffset.UTC);
    }
}
