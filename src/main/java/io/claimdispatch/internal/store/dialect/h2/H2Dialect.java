package io.claimdispatch.internal.store.dialect.h2;

import io.claimdispatch.internal.ddl.DdlDatabase;
import io.claimdispatch.internal.store.Meaning;
import io.claimdispatch.internal.store.dialect.StandardDialect;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.DatabaseSequence;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.Statements;
import java.io.StringReader;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/** H2 2.2 and later, in the JVM or as a server. Times are TIMESTAMP WITH TIME ZONE, which hold instants. */
public final class H2Dialect extends StandardDialect {

    public H2Dialect() {
        super(Statements.of("standard", "h2"));
    }

    @Override
    public String database() {
        return "H2";
    }

    @Override
    public DdlDatabase ddl() {
        return DdlDatabase.H2;
    }

    @Override
    public boolean embedded() {
        return true;
    }

    @Override
    public Meaning meaning() {
        return H2Meaning.of(this);
    }

    @Override
    public void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException {
        if (instant == null) {
            statement.setNull(index, Types.TIMESTAMP_WITH_TIMEZONE);
        } else {
            statement.setObject(index, micros(instant).atOffset(ZoneOffset.UTC));
        }
    }

    @Override
    public @Nullable Instant read(ResultSet row, int index) throws SQLException {
        OffsetDateTime time = row.getObject(index, OffsetDateTime.class);
        return time == null ? null : StorableTime.nearest(time.toInstant());
    }

    /**
     * Binds a stream, since H2 refuses strings of more than 1,048,576 characters, although the column can store them.
     */
    @Override
    public void bindText(PreparedStatement statement, int index, @Nullable String text) throws SQLException {
        if (text == null) {
            statement.setNull(index, Types.CLOB);
        } else {
            statement.setCharacterStream(index, new StringReader(text), text.length());
        }
    }

    @Override
    protected IdSequence sequence() {
        return new H2Sequence(new DatabaseSequence(this, statements()));
    }
}
