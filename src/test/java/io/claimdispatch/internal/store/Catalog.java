package io.claimdispatch.internal.store;

import io.claimdispatch.internal.common.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** What a database's own catalog says of a table and of those beside it, without the names that it has made up itself. */
final class Catalog {

    private Catalog() {}

    static List<String> of(TestDatabase database, TableName table) throws SQLException {
        List<String> lines = new ArrayList<>();
        for (String each : Stream.of("", "_paused", "_events", "_claims", "_nodes", "_stats", "_bulk", "_schema")
                .map(suffix -> table.value() + suffix)
                .toList()) {
            for (String query : queries(database, each)) {
                lines.addAll(rows(database, query));
            }
        }
        return lines.stream()
                .map(line -> line.replaceAll(
                                "CONSTRAINT_[0-9A-F]+|PRIMARY_KEY_[0-9A-F]+|SQL[0-9A-F]{10,}[-0-9A-Fa-f]*", "own")
                        .replaceAll("(?m)^-- .*", ""))
                .sorted()
                .toList();
    }

    private static List<String> queries(TestDatabase database, String table) {
        return switch (database.dialect().ddl()) {
            case POSTGRESQL ->
                List.of(
                        "SELECT row_number() OVER (ORDER BY attnum), attname, format_type(atttypid, atttypmod), attnotnull,"
                                + " pg_get_expr(adbin, adrelid) FROM pg_attribute LEFT JOIN pg_attrdef"
                                + " ON adrelid = attrelid AND adnum = attnum"
                                + " WHERE attrelid = '" + table + "'::regclass AND attnum > 0 AND NOT attisdropped",
                        "SELECT pg_get_indexdef(indexrelid), indisvalid FROM pg_index WHERE indrelid = '" + table
                                + "'::regclass",
                        "SELECT conname, pg_get_constraintdef(oid), convalidated FROM pg_constraint WHERE conrelid = '"
                                + table + "'::regclass AND contype <> 'n'",
                        "SELECT reloptions::text FROM pg_class WHERE oid = '" + table + "'::regclass");
            case MARIADB, MYSQL -> List.of("SHOW CREATE TABLE " + table);
            case H2 -> List.of("SCRIPT NODATA NOPASSWORDS NOSETTINGS TABLE " + table);
            case DERBY -> {
                String of = " JOIN sys.systables t ON t.tableid = x.tableid AND t.tablename = '" + upper(table) + "'";
                yield List.of(
                        "SELECT t.tablename, columnnumber, columnname, columndatatype, columndefault FROM sys.syscolumns"
                                + " JOIN sys.systables t ON t.tableid = referenceid AND t.tablename = '" + upper(table)
                                + "'",
                        "SELECT t.tablename, conglomeratename, descriptor FROM sys.sysconglomerates x" + of
                                + " WHERE isindex",
                        "SELECT t.tablename, constraintname, type, checkdefinition FROM sys.sysconstraints x" + of
                                + " LEFT JOIN sys.syschecks c ON c.constraintid = x.constraintid");
            }
            case ORACLE, SQLSERVER -> throw new IllegalArgumentException("no test meets " + database.dialect());
        };
    }

    private static String upper(String name) {
        return name.toUpperCase(Locale.ROOT);
    }

    private static List<String> rows(TestDatabase database, String query) throws SQLException {
        try (Connection connection = database.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            int columns = rows.getMetaData().getColumnCount();
            List<String> lines = new ArrayList<>();
            while (rows.next()) {
                List<String> cells = new ArrayList<>();
                for (int i : IntStream.rangeClosed(1, columns).toArray()) {
                    cells.add(String.valueOf(rows.getObject(i)));
                }
                lines.add(cells.stream().collect(Collectors.joining(" | ")));
            }
            return lines;
        }
    }
}
