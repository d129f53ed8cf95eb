package io.claimdispatch.internal.store.dialect.sqlserver;

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
 * SQL Server 2016 and later, on which no test has run. Times are DATETIME2 in UTC. Trailing blanks of types and keys do not
 * count.
 */
public final class SqlServerDialect extends StandardDialect {

    public SqlServerDialect() {
        super(Statements.of("standard", "sqlserver"));
    }

    @Override
    public String database() {
        return "SQL Server";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.SQLSERVER;
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
                "",
                "N",
                "DATETIME2(6)",
                Set.of("DATETIME2"),
                Set.of(Connection.TRANSACTION_READ_COMMITTED),
                false,
                "Give the columns the collation of the DDL file, by ALTER TABLE … ALTER COLUMN … COLLATE ….",
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
