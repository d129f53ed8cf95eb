package io.claimdispatch.internal.store.claim;

import io.claimdispatch.Priority;
import io.claimdispatch.Publisher;
import io.claimdispatch.internal.common.TableName;
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
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds unknown types by skipping known types within the index, one priority after another, so that rows of known types
 * do not hide them.
 *
 * @param columns for the times
 * @param sequence reads the clock
 * @param first selects types and positions of a number of due rows of one priority, except those of known types
 * @param next the same after a row
 */
public record DueTypes(ColumnTypes columns, IdSequence sequence, NamedSql first, NamedSql next) implements TypeSearch {

    public DueTypes(ColumnTypes columns, Statements sql, IdSequence sequence) {
        this(columns, sequence, sql.get("due_types"), sql.get("due_types_after"));
    }

    private static final String NO_TYPE = "x".repeat(Publisher.MAX_TYPE_LENGTH + 1);

    @Override
    public UnknownTypes unknownDueTypes(
            Connection connection,
            TableName table,
            Collection<String> known,
            UnknownTypes.@Nullable Position after,
            int limit)
            throws SQLException {
        if (limit <= 0) {
            return new UnknownTypes(Set.of(), after);
        }
        Instant now = sequence.now(connection, table);
        // a list of parameters cannot be empty, and no column can store a type of this length
        Collection<String> left = known.isEmpty() ? List.of(NO_TYPE) : known;
        Set<String> found = new LinkedHashSet<>();
        UnknownTypes.Position last = null;
        int looked = 0;
        for (Priority priority : Priority.values()) {
            int level = priority.level();
            if (looked == limit || after != null && level < after.level()) {
                continue;
            }
            boolean goesOn = after != null && level == after.level();
            String sql = (goesOn ? next : first).on(table, left.size());
            try (PreparedStatement statement = connection.prepareStatement(sql)) {
                Binding binding = new Binding(columns, statement)
                        .number(level)
                        .instant(now)
                        .strings(left);
                if (after != null && goesOn) {
                    binding.instant(after.eligibleAt())
                            .instant(after.eligibleAt())
                            .number(after.id());
                }
                binding.number(limit - looked);
                try (ResultSet rows = statement.executeQuery()) {
                    while (rows.next()) {
                        found.add(rows.getString(1));
                        looked++;
                        Instant eligibleAt = new RowReader(columns).instant(rows, 2);
                        last = new UnknownTypes.Position(level, eligibleAt, rows.getLong(3));
                    }
                }
            }
        }
        return new UnknownTypes(found, looked == limit ? last : null);
    }
}
