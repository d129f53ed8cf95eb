package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionCounts;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.RowReader;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads dead rows by the index of states, and groups them here: no index has their failures. Where there are more than
 * it reads, it takes those among the newest ids in their place: what fails today has been published lately, mostly.
 *
 * @param columns for the times
 * @param failures {@code failures}
 * @param newest {@code failures_newest}
 * @param greatest {@code greatest_id}
 */
public record ListedFailures(ColumnTypes columns, NamedSql failures, NamedSql newest, NamedSql greatest)
        implements FailureReads {

    /** So many ids are looked at if there are too many dead rows. */
    private static final long STRETCH = 100_000;

    public ListedFailures(ColumnTypes columns, Statements sql) {
        this(columns, sql.get("failures"), sql.get("failures_newest"), sql.get("greatest_id"));
    }

    /** A group. */
    private record Key(String type, @Nullable String failure) {}

    /** A dead row. */
    private record Dead(Key key, FailedRow row) {}

    private interface Parameters {
        void bind(Binding binding) throws SQLException;
    }

    @Override
    public FoundFailures groups(Connection connection, TableName table) throws SQLException {
        int bound = ActionCounts.MAX_COUNT + 1;
        List<Dead> dead = read(connection, failures.on(table), binding -> binding.number(bound));
        if (dead.size() < bound) {
            return new FoundFailures(grouped(dead, false), true);
        }
        long upTo = greatest(connection, table);
        long above = upTo < Long.MIN_VALUE + STRETCH ? Long.MIN_VALUE : upTo - STRETCH;
        List<Dead> latest = read(
                connection,
                newest.on(table),
                binding -> binding.number(above).number(upTo).number(ActionCounts.MAX_COUNT));
        // where none of the newest ids has died, the others tell more than nothing
        return new FoundFailures(grouped(latest.isEmpty() ? dead : latest, true), false);
    }

    private static List<FailureGroup> grouped(List<Dead> dead, boolean isCapped) {
        Map<Key, List<FailedRow>> rows = new LinkedHashMap<>();
        dead.forEach(each ->
                rows.computeIfAbsent(each.key(), key -> new ArrayList<>()).add(each.row()));
        List<FailureGroup> groups = new ArrayList<>();
        rows.forEach((key, of) -> {
            of.sort(Comparator.comparingLong(FailedRow::id).reversed());
            groups.add(new FailureGroup(key.type(), key.failure(), of.size(), isCapped, of));
        });
        return groups;
    }

    private List<Dead> read(Connection connection, String text, Parameters parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(text)) {
            parameters.bind(new Binding(columns, statement));
            try (ResultSet rows = statement.executeQuery()) {
                RowReader reader = new RowReader(columns);
                List<Dead> dead = new ArrayList<>();
                while (rows.next()) {
                    dead.add(new Dead(
                            new Key(RowReader.text(rows.getString(2)), rows.getString(3)),
                            new FailedRow(rows.getLong(1), reader.instant(rows, 4), rows.getString(5))));
                }
                return dead;
            }
        }
    }

    private long greatest(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(greatest.on(table));
                ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }

    @Override
    public Optional<List<Long>> ids(
            Connection connection, TableName table, String type, String failure, long upTo, int limit) {
        return Optional.empty();
    }
}
