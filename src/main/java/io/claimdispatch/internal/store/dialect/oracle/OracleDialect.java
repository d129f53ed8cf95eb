package io.claimdispatch.internal.store.dialect.oracle;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.dialect.UtcDateTime;
import io.claimdispatch.internal.store.sql.DatabaseSequence;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Oracle Database 19c and later, on which no test has run. Times are TIMESTAMP in UTC. An empty text is NULL there: no publisher
 * stores one. Long texts are bound as strings, which the driver sends as a stream if they have more than 32,766 characters.
 */
public final class OracleDialect extends StandardDialect {

    public OracleDialect() {
        super(Statements.of("standard", "oracle"));
    }

    @Override
    public String database() {
        return "Oracle";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.ORACLE;
    }

    @Override
    public boolean embedded() {
        return false;
    }

    /** The tests parse its statements. */
    @Override
    public boolean isTested() {
        return false;
    }

    @Override
    public Meaning meaning() {
        return new Meaning(
                " FROM DUAL",
                "",
                "TIMESTAMP(6)",
                Set.of("TIMESTAMP", "TIMESTAMP(6)"),
                Set.of(Connection.TRANSACTION_READ_COMMITTED),
                true,
                "Take NLS_COMP and NLS_SORT out of the sessions' settings, or set them to BINARY.",
                Meaning.Look.NONE,
                Meaning.Look.NONE);
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        UtcDateTime.bind(statement, index, instant);
    }

    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        return UtcDateTime.read(row, index);
    }

    @Override
    protected IdSequence sequence() {
        return new DatabaseSequence(this, statements());
    }
}
