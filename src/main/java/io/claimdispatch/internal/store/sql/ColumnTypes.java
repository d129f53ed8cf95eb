package io.claimdispatch.internal.store.sql;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** How times and long texts reach a database's columns and come back. Instances serve all threads. */
public interface ColumnTypes {

    /**
     * Binds an instant to a parameter that is compared with or stored in a time column: exact to the microsecond (finer
     * digits are cut off), whatever the time zones of JVM, session and server.
     */
    void bind(PreparedStatement statement, int index, @Nullable Instant instant) throws SQLException;

    /** Reads a time column as exactly. */
    @Nullable
    Instant read(ResultSet row, int index) throws SQLException;

    /** Binds a text of any length to a parameter for payload or errors. */
    void bindText(PreparedStatement statement, int index, @Nullable String text) throws SQLException;

    /** Reads payload or errors. */
    @Nullable
    String readText(ResultSet row, int index) throws SQLException;
}
