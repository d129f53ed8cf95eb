package io.claimdispatch.internal.store.dialect.derby;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.store.Meaning;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Set;

/**
 * Checks of Derby. Trailing blanks never count there, and the publisher refuses them. SERIALIZABLE locks what a
 * publisher reads, so that two publishers, or a publisher and a node, deadlock. For a unique index NULL is a value like
 * any other; for a unique constraint it is not.
 */
final class DerbyMeaning {

    /**
     * The beginning of the descriptor of a unique index that treats NULLs as equal; that of a constraint that allows
     * several rows without a key begins differently.
     */
    private static final String NULLS_ARE_EQUAL = "UNIQUE BTREE";

    /** Compared in Java, since in some databases the catalog's texts have another collation than parameters. */
    private static final String INDEXES = """
            SELECT s.schemaname, t.tablename, CAST(c.descriptor AS VARCHAR(200))
              FROM SYS.SYSCONGLOMERATES c
              JOIN SYS.SYSTABLES t ON t.tableid = c.tableid
              JOIN SYS.SYSSCHEMAS s ON s.schemaid = t.schemaid
             WHERE c.isindex
            """;

    private DerbyMeaning() {}

    static Meaning meaning() {
        return new Meaning(
                " FROM SYSIBM.SYSDUMMY1",
                "",
                "TIMESTAMP",
                Set.of("TIMESTAMP"),
                Set.of(Connection.TRANSACTION_READ_COMMITTED, Connection.TRANSACTION_REPEATABLE_READ),
                false,
                "A Derby database has the collation that it was created with: create one without the attribute collation,"
                        + " or with TERRITORY_BASED:TERTIARY or stricter.",
                Meaning.Look.NONE,
                DerbyMeaning::table);
    }

    private static void table(Connection connection, TableName table) throws SQLException {
        String column = Integer.toString(position(connection, table));
        String schema = connection.getSchema();
        try (PreparedStatement statement = connection.prepareStatement(INDEXES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (isOf(table, schema, rows.getString(1), rows.getString(2))
                        && comparesNulls(rows.getString(3), column)) {
                    throw StartProblems.keysNeeded(
                            table.value(),
                            "Derby",
                            "Drop the unique index and add the UNIQUE constraint of the DDL file.");
                }
            }
        }
    }

    private static boolean isOf(TableName table, String current, String schema, String name) {
        int dot = table.value().indexOf('.');
        return table.value().substring(dot + 1).equalsIgnoreCase(name)
                && (dot < 0 ? current : table.value().substring(0, dot)).equalsIgnoreCase(schema);
    }

    /** Whether a descriptor like {@code UNIQUE BTREE (2, 5)} treats NULLs of the column as equal. */
    private static boolean comparesNulls(String descriptor, String column) {
        String columns = descriptor.substring(descriptor.indexOf('(') + 1, descriptor.indexOf(')'));
        return descriptor.startsWith(NULLS_ARE_EQUAL)
                && Set.of(columns.split(", ")).contains(column);
    }

    private static int position(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.in("SELECT * FROM ${table} WHERE 1 = 0"));
                ResultSet rows = statement.executeQuery()) {
            return rows.findColumn("idempotency_key");
        }
    }
}
