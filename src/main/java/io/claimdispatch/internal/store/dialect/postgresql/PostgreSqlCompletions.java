package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.completion.RowCompletions;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableText;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Completes any number of rows with at most three statements: one for successes, one for rows that wait again, one for
 * other ends.
 *
 * @param processed {@code complete_processed}
 * @param waiting {@code complete_waiting}
 * @param ended {@code complete_ended}
 */
record PostgreSqlCompletions(NamedSql processed, NamedSql waiting, NamedSql ended) implements RowCompletions {

    private static final int MAX_REASON = 1_000;

    PostgreSqlCompletions(Statements sql) {
        this(sql.get("complete_processed"), sql.get("complete_waiting"), sql.get("complete_ended"));
    }

    /** The new values; null leaves the row's value unchanged. */
    private record Values(
            ClaimRef ref,
            String state,
            @Nullable Instant eligibleAt,
            @Nullable Duration delay,
            @Nullable Integer failCount,
            @Nullable String errors,
            @Nullable String failure,
            @Nullable String reason) {

        static Values of(Completion completion) {
            ClaimRef ref = completion.ref();
            RowChange change = completion.change();
            if (change instanceof RowChange.Retry r) {
                return new Values(ref, "WAITING", null, r.delay(), r.failCount(), r.errors(), r.failure(), null);
            } else if (change instanceof RowChange.RetryAt r) {
                return new Values(ref, "WAITING", r.eligibleAt(), null, r.failCount(), r.errors(), r.failure(), null);
            } else if (change instanceof RowChange.Dead d) {
                return new Values(ref, "DEAD", null, null, d.failCount(), d.errors(), d.failure(), null);
            } else if (change instanceof RowChange.SnoozeUntil s) {
                return new Values(ref, "WAITING", s.eligibleAt(), null, null, null, null, null);
            } else if (change instanceof RowChange.SnoozeFor s) {
                return new Values(ref, "WAITING", null, s.delay(), null, null, null, null);
            } else if (change instanceof RowChange.Skipped s) {
                return new Values(ref, "SKIPPED", null, null, null, null, null, s.reason());
            } else if (change instanceof RowChange.Discarded d) {
                return new Values(ref, "DISCARDED", null, null, null, null, null, d.reason());
            } else if (change instanceof RowChange.Cancelled c) {
                return new Values(ref, "CANCELLED", null, null, null, null, null, c.reason());
            }
            String state = change instanceof RowChange.Released ? "WAITING" : "PROCESSED";
            return new Values(ref, state, null, null, null, null, null, null);
        }

        long id() {
            return ref.id();
        }

        long token() {
            return ref.token();
        }

        @Nullable
        Long delayMicros() {
            return delay == null ? null : PostgreSqlDialect.micros(delay);
        }

        @Nullable
        String storableErrors() {
            return errors == null ? null : StorableText.clean(errors, Integer.MAX_VALUE);
        }

        @Nullable
        String storableReason() {
            return reason == null ? null : StorableText.clean(reason, MAX_REASON);
        }
    }

    @Override
    public Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions)
            throws SQLException {
        List<Values> done = new ArrayList<>();
        List<Values> again = new ArrayList<>();
        List<Values> others = new ArrayList<>();
        completions.stream()
                .map(Values::of)
                .sorted(Comparator.comparing(Values::id))
                .forEach(values -> {
                    switch (values.state()) {
                        case "PROCESSED" -> done.add(values);
                        case "WAITING" -> again.add(values);
                        default -> others.add(values);
                    }
                });
        Set<ClaimRef> stored = new HashSet<>();
        update(connection, table, processed, done, stored, columns -> {});
        update(
                connection,
                table,
                waiting,
                again,
                stored,
                columns -> columns.column("timestamptz", v -> PostgreSqlDialect.literal(v.eligibleAt()))
                        .column("bigint", Values::delayMicros)
                        .column("integer", Values::failCount)
                        .column("text", Values::storableErrors)
                        .column("text", Values::failure));
        update(
                connection,
                table,
                ended,
                others,
                stored,
                columns -> columns.column("text", Values::state)
                        .column("text", Values::storableReason)
                        .column("integer", Values::failCount)
                        .column("text", Values::storableErrors)
                        .column("text", Values::failure));
        return stored;
    }

    private interface More {
        void bind(Columns<Values> columns) throws SQLException;
    }

    private static void update(
            Connection connection, TableName table, NamedSql sql, List<Values> all, Set<ClaimRef> stored, More more)
            throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(sql.on(table))) {
            more.bind(new Columns<>(connection, statement, all)
                    .column("bigint", Values::id)
                    .column("bigint", Values::token));
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    stored.add(new ClaimRef(table, rows.getLong(1), rows.getLong(2)));
                }
            }
        }
    }
}
