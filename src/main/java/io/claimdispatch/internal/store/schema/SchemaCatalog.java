package io.claimdispatch.internal.store.schema;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The existing parts of a table and of its small tables, found without the database's catalog, which differs between
 * databases.
 *
 * @param connection outside of any transaction
 * @param table the table
 */
record SchemaCatalog(Connection connection, TableName table) {

    static final String MAIN = "${table}";
    static final String VERSIONS = "${table}_schema";

    static final Set<String> VERSIONS_COLUMNS = Set.of("one", "version", "compatible_from", "write_tests");

    /**
     * The stored version of a table.
     *
     * @param number the version
     * @param compatibleFrom the oldest version whose nodes may run on it; less than the number while the last phase of
     *     an upgrade is pending
     */
    record Version(int number, int compatibleFrom) {}

    boolean exists(String which) throws SQLException {
        try {
            columns(which);
            return true;
        } catch (SQLException e) {
            if (SqlStates.isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    /** The names of the columns in lower case. */
    Set<String> columns(String which) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(table.in("SELECT * FROM " + which + " WHERE 1 = 0"));
                var rows = statement.executeQuery()) {
            ResultSetMetaData metaData = rows.getMetaData();
            Set<String> columns = new TreeSet<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                columns.add(metaData.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return columns;
        }
    }

    /** The stored version; null if the table or its row does not exist. */
    @Nullable
    Version version() throws SQLException {
        if (!exists(VERSIONS) || !columns(VERSIONS).containsAll(VERSIONS_COLUMNS)) {
            return null;
        }
        try (PreparedStatement statement =
                        connection.prepareStatement(table.in("SELECT version, compatible_from FROM " + VERSIONS));
                var rows = statement.executeQuery()) {
            return rows.next() ? new Version(rows.getInt(1), rows.getInt(2)) : null;
        }
    }
}
