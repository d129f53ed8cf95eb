package io.claimdispatch.internal.store.publish;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.PublishProblems;
import io.claimdispatch.internal.store.failure.SqlStates;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Inserts rows with ids drawn beforehand. A row with a key is new if the id that owns the key afterwards is its own
 * drawn id, so this does not depend on the counts that drivers report.
 *
 * @param ids draws the ids
 * @param writing writes the rows
 * @param single {@code publish_row}, which draws the id and reads the clock as it inserts; null where a database cannot
 */
public record RowInserts(
        IdSequence ids, RowWriter writing, @Nullable NamedSql single) {

    /**
     * Inserts rows, with and without keys. A row whose type and key already exist is not inserted; the id of the
     * existing row is returned. Two rows of one call with the same key count as first and duplicate. A duplicate never
     * fails the call, even if it has to wait for another publisher's transaction, and leaves the transaction usable.
     * Rows with keys are inserted in the order of type and key, so that two such calls cannot deadlock.
     *
     * @return one result per row, in the order of the rows
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
            // a taken key does not fail these statements, so only the id can be a duplicate
            if (SqlStates.isDuplicate(e)) {
                throw PublishProblems.idTaken(table.value(), table.sequence(), draw.ids(), e);
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
