package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.IdSequence;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Draws the ids first. A keyed row is new if the id that has its key afterwards is the one that was drawn for it: no
 * counting of what a driver says was inserted.
 *
 * @param ids draws them
 * @param writing of rows
 */
public record RowInserts(IdSequence ids, RowWriter writing) {

    /**
     * Inserts rows, with and without keys. A row whose type and key are taken is not inserted, and the id of the row that
     * has them is returned; two rows of one call with the same key count as first and duplicate. Never fails for a
     * duplicate, not even if it waits for another publisher's transaction to end, and leaves the transaction usable.
     * Keyed rows are inserted in the order of type and key, so that two such calls cannot deadlock.
     *
     * @return one result a row, in the order of the rows
     */
    public List<Inserted> insert(Connection connection, TableName table, List<NewRow> rows) throws SQLException {
        if (rows.isEmpty()) {
            return List.of();
        }
        IdSequence.Draw draw = ids.draw(connection, table, rows.size());
        List<NumberedRow> plain = new ArrayList<>();
        Map<NumberedRow.Key, NumberedRow> keyed = new TreeMap<>();
        List<NumberedRow> all = new ArrayList<>(rows.size());
        for (int i = 0; i < rows.size(); i++) {
            NumberedRow row = new NumberedRow(draw.ids().get(i), rows.get(i), draw.now());
            all.add(row);
            if (row.row().key() == null) {
                plain.add(row);
            } else {
                keyed.putIfAbsent(row.key(), row);
            }
        }
        Map<NumberedRow.Key, Long> holders = Map.of();
        try {
            if (!plain.isEmpty()) {
                writing.write(connection, table, plain);
            }
            if (!keyed.isEmpty()) {
                holders = writing.writeKeyed(connection, table, keyed.values());
            }
        } catch (SQLException e) {
            // a key that is taken is no failure of these statements: what else is unique is the id
            if (SqlStates.isDuplicate(e)) {
                throw Problems.idTaken(table.value(), table.sequence(), draw.ids(), e);
            }
            throw e;
        }
        Map<NumberedRow.Key, Long> known = holders;
        return all.stream().map(row -> result(row, known)).toList();
    }

    private static Inserted result(NumberedRow row, Map<NumberedRow.Key, Long> holders) {
        if (row.row().key() == null) {
            return new Inserted(row.id(), true);
        }
        long holder = Objects.requireNonNull(holders.get(row.key()), "the holder of a key");
        return new Inserted(holder, holder == row.id());
    }
}
