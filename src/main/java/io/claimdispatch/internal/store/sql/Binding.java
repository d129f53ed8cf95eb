package io.claimdispatch.internal.store.sql;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Binds the parameters of one statement from left to right. */
public final class Binding {

    private final ColumnTypes columns;
    private final PreparedStatement statement;
    private int index;

    public Binding(ColumnTypes columns, PreparedStatement statement) {
        this.columns = columns;
        this.statement = statement;
    }

    public Binding string(@Nullable String value) throws SQLException {
        if (value == null) {
            statement.setNull(++index, Types.VARCHAR);
        } else {
            statement.setString(++index, value);
        }
        return this;
    }

    /** Binds payload or errors. */
    public Binding text(@Nullable String value) throws SQLException {
        columns.bindText(statement, ++index, value);
        return this;
    }

    public Binding number(int value) throws SQLException {
        statement.setInt(++index, value);
        return this;
    }

    public Binding number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    public Binding nullable(@Nullable Long value) throws SQLException {
        if (value == null) {
            statement.setNull(++index, Types.BIGINT);
            return this;
        }
        return number(value.longValue());
    }

    public Binding instant(@Nullable Instant value) throws SQLException {
        columns.bind(statement, ++index, value);
        return this;
    }

    /** The list of {@link NamedSql#on(io.claimdispatch.internal.common.TableName, int)}. */
    public Binding numbers(Collection<Long> values) throws SQLException {
        Iterator<Long> iterator = values.iterator();
        long value = 0;
        for (int i = NamedSql.padded(values.size()); i > 0; i--) {
            value = iterator.hasNext() ? iterator.next() : value;
            number(value);
        }
        return this;
    }

    /** The list of {@link NamedSql#on(io.claimdispatch.internal.common.TableName, int)}. */
    public Binding strings(Collection<String> values) throws SQLException {
        Iterator<String> iterator = values.iterator();
        String value = "";
        for (int i = NamedSql.padded(values.size()); i > 0; i--) {
            value = iterator.hasNext() ? iterator.next() : value;
            string(value);
        }
        return this;
    }
}
