package io.claimdispatch.internal.store.dialect.postgresql;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Binds arrays as the columns of a table of parameters.
 *
 * @param <T> the type of the rows
 */
final class Columns<T> {

    private final Connection connection;
    private final PreparedStatement statement;
    private final List<T> rows;
    private int index;

    Columns(Connection connection, PreparedStatement statement, Collection<T> rows) {
        this.connection = connection;
        this.statement = statement;
        this.rows = List.copyOf(rows);
    }

    /** Binds the next column, by its type in the database and its value in a row. */
    Columns<T> column(String type, Function<T, @Nullable Object> value) throws SQLException {
        Array array =
                connection.createArrayOf(type, rows.stream().map(value::apply).toArray());
        statement.setArray(++index, array);
        return this;
    }
}
