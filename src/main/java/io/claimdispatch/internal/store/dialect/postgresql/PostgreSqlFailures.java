package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.operate.FailedRow;
import io.claimdispatch.internal.store.operate.FailureGroup;
import io.claimdispatch.internal.store.operate.FailureReads;
import io.claimdispatch.internal.store.operate.FoundFailures;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Finds the groups by the partial index of rows that have ended without success, which it walks from group to group:
 * what that costs depends on the number of groups, and not on that of the rows.
 *
 * @param dialect for the times
 * @param groups {@code failure_groups}
 * @param ids {@code failure_ids}
 */
record PostgreSqlFailures(Dialect dialect, NamedSql groups, NamedSql ids) implements FailureReads {

    /** At most so many groups. */
    static final int MOST = 100;

    PostgreSqlFailures(Dialect dialect, Statements sql) {
        this(dialect, sql.get("failure_groups"), sql.get("failure_ids"));
    }

    @Override
    public FoundFailures groups(Connection connection, TableName table) throws SQLException {
        int bound = ActionCounts.MAX_COUNT + 1;
        try (PreparedStatement statement = connection.prepareStatement(groups.on(table))) {
            // one more than is shown tells that there are more
            new Binding(dialect, statement).number(MOST + 1).number(bound).number(bound);
            try (ResultSet rows = statement.executeQuery()) {
                List<FailureGroup> found = read(rows);
                return found.size() > MOST
                        ? new FoundFailures(found.subList(0, MOST), false)
                        : new FoundFailures(found, true);
            }
        }
    }

    private List<FailureGroup> read(ResultSet rows) throws SQLException {
        RowReader reader = new RowReader(dialect);
        List<FailureGroup> found = new ArrayList<>();
        while (rows.next()) {
            String type = rows.getString(1);
            String failure = rows.getString(2);
            FailureGroup last = found.isEmpty() ? null : found.get(found.size() - 1);
            if (last == null || !last.type().equals(type) || !Objects.equals(last.failure(), failure)) {
                int count = rows.getInt(3);
                boolean isCapped = count > ActionCounts.MAX_COUNT;
                last = new FailureGroup(
                        type, failure, Math.min(count, ActionCounts.MAX_COUNT), isCapped, new ArrayList<>());
                found.add(last);
            }
            last.rows().add(new FailedRow(rows.getLong(4), reader.instant(rows, 5), rows.getString(6)));
        }
        return found;
    }

    @Override
    public Optional<List<Long>> ids(
            Connection connection, TableName table, String type, String failure, long upTo, int limit)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(ids.on(table))) {
            new Binding(dialect, statement)
                    .string(type)
                    .string(failure)
                    .string(failure)
                    .number(upTo)
                    .number(limit);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> found = new ArrayList<>();
                while (rows.next()) {
                    found.add(rows.getLong(1));
                }
                return Optional.of(found);
            }
        }
    }
}
