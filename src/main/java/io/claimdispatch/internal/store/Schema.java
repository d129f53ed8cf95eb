package io.claimdispatch.internal.store;

import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.TableName;
import io.claimdispatch.internal.config.SchemaMode;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Sees to it that a table, with the small ones of what is paused in it and of its version, is there and is ours. */
public final class Schema {

    private static final Set<String> COLUMNS = Set.of(
            "id",
            "type",
            "payload",
            "payload_size",
            "idempotency_key",
            "state",
            "priority",
            "end_at",
            "claimed_at",
            "claimed_by",
            "claim_token",
            "lease_until",
            "execution_id",
            "processed_at",
            "fail_count",
            "errors",
            "reason",
            "created_at",
            "updated_at");

    private static final Set<String> PAUSED_COLUMNS = Set.of("pattern", "who", "why", "since");

    private static final Set<String> SCHEMA_COLUMNS = Set.of("one", "version", "compatible_from", "write_tests");

    /** Of the table, as this version of ours makes and knows it. */
    private static final int VERSION = 2;

    private static final String TABLE = "action_logs";
    private static final String PAUSED = "action_logs_paused";
    private static final String SCHEMA = "action_logs_schema";

    private static final int MAX_TRIES = 3;

    private Schema() {}

    /**
     * Prepares one table. Other nodes may do the same at the same time.
     *
     * @param connection outside of any transaction
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0021 without a table, CLAIM0022 if it lacks columns or its
     *     sequence, or is of a version that nodes of ours may not run on
     * @throws SQLException if the database cannot be reached or refuses to create
     */
    public static void prepare(Connection connection, Dialect dialect, TableName table, SchemaMode mode)
            throws SQLException {
        if (mode == SchemaMode.NONE) {
            return;
        }
        boolean autoCommit = connection.getAutoCommit();
        if (!autoCommit) {
            connection.setAutoCommit(true);
        }
        try {
            prepareInTurn(connection, dialect, table, mode);
        } finally {
            if (!autoCommit) {
                connection.setAutoCommit(false);
            }
        }
    }

    /** Nodes that start together may meet in the database's own catalog, where Derby lets them wait for each other in vain. */
    private static void prepareInTurn(Connection connection, Dialect dialect, TableName table, SchemaMode mode)
            throws SQLException {
        boolean create = mode == SchemaMode.CREATE || mode == SchemaMode.AUTO && dialect.embedded();
        for (int tries = 1; ; tries++) {
            try {
                refuseNewer(connection, dialect, table);
                if (create && !isWhole(connection, table)) {
                    create(connection, dialect, table);
                }
                validate(connection, dialect, table);
                return;
            } catch (SQLException e) {
                if (tries == MAX_TRIES || FailureKind.of(e) != FailureKind.OF_THE_MOMENT) {
                    throw e;
                }
            }
        }
    }

    private static boolean isWhole(Connection connection, TableName table) throws SQLException {
        return exists(connection, table, TABLE)
                && exists(connection, table, PAUSED)
                && exists(connection, table, SCHEMA)
                && hasVersion(connection, table);
    }

    /** Before all else: what such a table lacks, or has more, is not ours to judge. */
    private static void refuseNewer(Connection connection, Dialect dialect, TableName table) throws SQLException {
        if (!exists(connection, table, SCHEMA)
                || !columns(connection, table, SCHEMA).containsAll(SCHEMA_COLUMNS)) {
            return;
        }
        try (PreparedStatement statement =
                        connection.prepareStatement(Sql.on(table, "SELECT version, compatible_from FROM " + SCHEMA));
                var rows = statement.executeQuery()) {
            if (rows.next() && rows.getInt(2) > VERSION) {
                throw Problems.tableNewer(
                        Sql.on(table, TABLE), dialect.database(), rows.getInt(1), rows.getInt(2), VERSION);
            }
        }
    }

    private static boolean hasVersion(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, "SELECT version FROM " + SCHEMA));
                var rows = statement.executeQuery()) {
            return rows.next();
        }
    }

    private static boolean exists(Connection connection, TableName table, String which) throws SQLException {
        try {
            columns(connection, table, which);
            return true;
        } catch (SQLException e) {
            if (SqlStates.isMissing(e)) {
                return false;
            }
            throw e;
        }
    }

    /**
     * Statement by statement. One that fails because another node was faster is as good as done; for other failures all is
     * tried once more, since databases answer two nodes at once in many ways.
     */
    private static void create(Connection connection, Dialect dialect, TableName table) throws SQLException {
        SQLException failure = run(connection, dialect, table);
        if (failure != null) {
            failure = run(connection, dialect, table);
        }
        if (failure != null) {
            throw failure;
        }
    }

    private static @Nullable SQLException run(Connection connection, Dialect dialect, TableName table)
            throws SQLException {
        SQLException first = null;
        try (Statement statement = connection.createStatement()) {
            for (String sql : DdlFile.statements(dialect, table)) {
                try {
                    statement.execute(sql);
                } catch (SQLException e) {
                    if (first == null && !SqlStates.isExisting(e)) {
                        first = e;
                    }
                }
            }
        }
        return first;
    }

    private static void validate(Connection connection, Dialect dialect, TableName table) throws SQLException {
        Set<String> missing = missing(connection, dialect, table, TABLE, COLUMNS);
        try {
            // Costs one id, and shows that sequence and clock answer.
            dialect.store().ticket(connection, table);
        } catch (SQLException e) {
            if (!SqlStates.isMissing(e)) {
                throw e;
            }
            missing.add("the sequence " + table.sequence());
        }
        complete(dialect, Sql.on(table, TABLE), missing);
        complete(dialect, Sql.on(table, PAUSED), missing(connection, dialect, table, PAUSED, PAUSED_COLUMNS));
        Set<String> unversioned = missing(connection, dialect, table, SCHEMA, SCHEMA_COLUMNS);
        if (unversioned.isEmpty() && !hasVersion(connection, table)) {
            unversioned.add("its row");
        }
        complete(dialect, Sql.on(table, SCHEMA), unversioned);
    }

    private static Set<String> missing(
            Connection connection, Dialect dialect, TableName table, String which, Set<String> columns)
            throws SQLException {
        if (!exists(connection, table, which)) {
            throw Problems.tableMissing(Sql.on(table, which), dialect.database(), dialect.ddlFile());
        }
        Set<String> missing = new TreeSet<>(columns);
        missing.removeAll(columns(connection, table, which));
        return missing;
    }

    private static void complete(Dialect dialect, String name, Set<String> missing) {
        if (!missing.isEmpty()) {
            throw Problems.tableOutdated(name, dialect.database(), missing, dialect.ddlFile());
        }
    }

    private static Set<String> columns(Connection connection, TableName table, String which) throws SQLException {
        try (PreparedStatement statement =
                        connection.prepareStatement(Sql.on(table, "SELECT * FROM " + which + " WHERE 1 = 0"));
                var rows = statement.executeQuery()) {
            ResultSetMetaData metaData = rows.getMetaData();
            Set<String> columns = new TreeSet<>();
            for (int i = 1; i <= metaData.getColumnCount(); i++) {
                columns.add(metaData.getColumnName(i).toLowerCase(Locale.ROOT));
            }
            return columns;
        }
    }
}
