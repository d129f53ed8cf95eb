package io.claimdispatch.internal.store.upkeep;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.StorableTime;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Reads rows that would wait for ever: rows in a state that this version does not know, and waiting rows whose time is
 * after the last one that can be published. No index contains them, so it scans the primary key.
 *
 * @param columns for the times
 * @param stretches of the primary key
 * @param stretch {@code stretch_odd}
 * @param mend {@code mend_hidden}; null for databases whose claims ask for the state alone
 */
public record OddRowScan(
        ColumnTypes columns,
        RowPruning stretches,
        NamedSql stretch,
        @Nullable NamedSql mend) {

    /**
     * Takes its statements from those of the database.
     *
     * @param hides whether a token or {@code set_aside} hides a waiting row from the claim
     */
    public OddRowScan(ColumnTypes columns, Statements sql, RowPruning stretches, boolean hides) {
        this(columns, stretches, sql.get("stretch_odd"), hides ? sql.get("mend_hidden") : null);
    }

    /**
     * Reads, without locks and along the primary key, which rows of the next stretch need a person. For a transaction
     * of its own.
     *
     * @param after the id that the stretch begins after
     * @param size the length of the stretch, in rows of any state
     */
    public OddRows scan(Connection connection, TableName table, long after, int size) throws SQLException {
        Long last = stretches.last(connection, table, after, size);
        List<OddRows.Row> odd = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(stretch.on(table))) {
            new Binding(columns, statement)
                    .number(after)
                    .number(last == null ? Long.MAX_VALUE : last)
                    .instant(StorableTime.LATEST);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    odd.add(new OddRows.Row(rows.getLong(1), rows.getString(2)));
                }
            }
        }
        return new OddRows(odd, last);
    }

    /**
     * Clears what hides waiting rows of a stretch from the claim: a person, or a node of version 3, has changed their
     * state alone. Skips rows locked by another transaction. For a transaction of its own.
     *
     * @param after the id that the stretch begins after
     * @param last the last id of the stretch; null at the end of the table
     * @return how many rows it changed
     */
    public int mend(Connection connection, TableName table, long after, @Nullable Long last) throws SQLException {
        if (mend == null) {
            return 0;
        }
        try (PreparedStatement statement = connection.prepareStatement(mend.on(table))) {
            new Binding(columns, statement).number(after).number(last == null ? Long.MAX_VALUE : last);
            return statement.executeUpdate();
        }
    }
}
