package io.claimdispatch.internal.store;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.util.Collection;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/** Binds the parameters of one statement from the left to the right. */
final class Binding {

    private final Dialect dialect;
    private final PreparedStatement statement;
    private int index;

    Binding(Dialect dialect, PreparedStatement statement) {
        this.dialect = dialect;
        this.statement = statement;
    }

    Binding string(@Nullable String value) throws SQLException {
        if (value == null) {
            statement.setNull(++index, Types.VARCHAR);
        } else {
            statement.setString(++index, value);
        }
        return this;
    }

    /** For payload and errors. */
    Binding text(@Nullable String value) throws SQLException {
        dialect.bindText(statement, ++index, value);
        return this;
    }

    Binding number(int value) throws SQLException {
        statement.setInt(++index, value);
        return this;
    }

    Binding number(long value) throws SQLException {
        statement.setLong(++index, value);
        return this;
    }

    Binding instant(@Nullable Instant value) throws SQLException {
        dialect.bind(statement, ++index, value);
        return this;
    }

    /** The list of {@link Sql#on(io.claimdispatch.internal.TableName, String, int)}. */
    Binding numbers(Collection<Long> values) throws SQLException {
        Iterator<Long> iterator = values.iterator();
        long value = 0;
        for (int i = Sql.padded(values.size()); i > 0; i--) {
            value = iterator.hasNext() ? iterator.next() : value;
            number(value);
        }
        return this;
    }

    /** The list of {@link Sql#on(io.claimdispatch.internal.TableName, String, int)}. */
    Binding strings(Collection<String> values) throws SQLException {
        Iterator<String> iterator = values.iterator();
        String value = "";
        for (int i = Sql.padded(values.size()); i > 0; i--) {
            value = iterator.hasNext() ? iterator.next() : value;
            string(value);
        }
        return this;
    }
}
