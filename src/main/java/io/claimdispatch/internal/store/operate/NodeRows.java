package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ClaimDispatchException;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** Stores what the nodes of a table say about themselves, one row for each name of a node. */
public final class NodeRows {

    /** The maximum number of nodes that are read. Names that change with each start can leave many. */
    public static final int MOST = 1_000;

    private final ColumnTypes columns;
    private final IdSequence sequence;
    private final Texts sql;
    private final Function<TableName, ClaimDispatchException> missing;

    /**
     * The statements, as their file names them.
     *
     * @param seen {@code node_seen}
     * @param insert {@code insert_node}
     * @param nodes {@code nodes}
     * @param delete {@code nodes_delete}
     */
    record Texts(NamedSql seen, NamedSql insert, NamedSql nodes, NamedSql delete) {}

    /**
     * Takes its statements from those of the database.
     *
     * @param missing creates the error about a missing table of nodes
     */
    public NodeRows(
            ColumnTypes columns,
            Statements sql,
            IdSequence sequence,
            Function<TableName, ClaimDispatchException> missing) {
        this.columns = columns;
        this.sequence = sequence;
        this.sql = new Texts(sql.get("node_seen"), sql.get("insert_node"), sql.get("nodes"), sql.get("nodes_delete"));
        this.missing = missing;
    }

    /** Reads the database's time. */
    public Instant now(Connection connection, TableName table) throws SQLException {
        return sequence.now(connection, table);
    }

    /**
     * Replaces what is known of a node, or adds it.
     *
     * @throws SQLException also as a duplicate, if another node of this name was faster: the next time replaces it
     */
    public void write(Connection connection, TableName table, NodeRecord node) throws SQLException {
        if (!update(connection, sql.seen().on(table), node)) {
            update(connection, sql.insert().on(table), node);
        }
    }

    private boolean update(Connection connection, String text, NodeRecord node) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            new Binding(columns, statement)
                    .string(node.state())
                    .instant(node.startedAt())
                    .instant(node.seenAt())
                    .text(node.detail())
                    .string(node.node());
            return statement.executeUpdate() == 1;
        }
    }

    /**
     * Returns the nodes, sorted by name; at most {@link #MOST}.
     *
     * @throws ClaimDispatchException CLAIM0021 if their table is missing
     */
    public List<NodeRecord> all(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.nodes().on(table))) {
            statement.setMaxRows(MOST);
            try (ResultSet rows = statement.executeQuery()) {
                RowReader reader = new RowReader(columns);
                List<NodeRecord> nodes = new ArrayList<>();
                while (rows.next()) {
                    nodes.add(new NodeRecord(
                            rows.getString(1),
                            rows.getString(2),
                            reader.instant(rows, 3),
                            reader.instant(rows, 4),
                            RowReader.text(columns.readText(rows, 5))));
                }
                nodes.sort(Comparator.comparing(NodeRecord::node));
                return nodes;
            }
        } catch (SQLException e) {
            throw named(table, e);
        }
    }

    /** Deletes nodes that have not been seen since then; returns how many. */
    public int deleteUnseen(Connection connection, TableName table, Instant since) throws SQLException {
        int deleted = 0;
        try (PreparedStatement statement =
                connection.prepareStatement(sql.delete().on(table))) {
            for (NodeRecord node : all(connection, table)) {
                if (node.seenAt().isBefore(since)) {
                    new Binding(columns, statement).string(node.node()).instant(since);
                    deleted += statement.executeUpdate();
                }
            }
        }
        return deleted;
    }

    /** With claim-dispatch.schema=none the start has not looked whether it is there. */
    private SQLException named(TableName table, SQLException e) {
        if (SqlStates.isMissing(e)) {
            throw missing.apply(table);
        }
        return e;
    }
}
