package io.claimdispatch.internal.store.dialect.postgresql;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Change;
import io.claimdispatch.internal.store.ClaimRef;
import io.claimdispatch.internal.store.Completion;
import io.claimdispatch.internal.store.StorableText;
import io.claimdispatch.internal.store.statements.Completing;
import io.claimdispatch.internal.store.statements.Sql;
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

/** Three statements at most, whatever the number of rows: one for success, one for what waits again, one for other ends. */
final class PostgreSqlCompleting implements Completing {

    private static final int MAX_REASON = 1_000;

    /** The state as an expression: by itself it makes the index of leases look better than the primary key. */
    private static final String FENCE = """
             WHERE a.id = d.id AND a.claim_token = d.token AND a.state || '' = 'CLAIMED'
            RETURNING d.id, d.token
            """;

    private static final String PROCESSED = """
            UPDATE action_logs a
               SET state = 'PROCESSED',
                   processed_at = statement_timestamp(),
                   lease_until = NULL,
                   updated_at = statement_timestamp()
              FROM unnest(?, ?) AS d (id, token)
            """ + FENCE;

    private static final String WAITING = """
            UPDATE action_logs a
               SET state = 'WAITING',
                   end_at = coalesce(d.until, statement_timestamp() + d.delay * interval '1 microsecond', a.end_at),
                   fail_count = coalesce(d.fail_count, a.fail_count),
                   errors = coalesce(d.errors, a.errors),
                   claimed_at = NULL,
                   claimed_by = NULL,
                   claim_token = NULL,
                   lease_until = NULL,
                   updated_at = statement_timestamp()
              FROM unnest(?, ?, ?, ?, ?, ?) AS d (id, token, until, delay, fail_count, errors)
            """ + FENCE;

    private static final String ENDED = """
            UPDATE action_logs a
               SET state = d.state,
                   reason = coalesce(d.reason, a.reason),
                   fail_count = coalesce(d.fail_count, a.fail_count),
                   errors = coalesce(d.errors, a.errors),
                   lease_until = NULL,
                   updated_at = statement_timestamp()
              FROM unnest(?, ?, ?, ?, ?, ?) AS d (id, token, state, reason, fail_count, errors)
            """ + FENCE;

    /** What changes; null is kept as it stands in the row. */
    private record Values(
            ClaimRef ref,
            String state,
            @Nullable Instant until,
            @Nullable Duration delay,
            @Nullable Integer failCount,
            @Nullable String errors,
            @Nullable String reason) {

        static Values of(Completion completion) {
            ClaimRef ref = completion.ref();
            Change change = completion.change();
            if (change instanceof Change.Retry r) {
                return new Values(ref, "WAITING", null, r.delay(), r.failCount(), r.errors(), null);
            } else if (change instanceof Change.Dead d) {
                return new Values(ref, "DEAD", null, null, d.failCount(), d.errors(), null);
            } else if (change instanceof Change.SnoozeUntil s) {
                return new Values(ref, "WAITING", s.until(), null, null, null, null);
            } else if (change instanceof Change.SnoozeFor s) {
                return new Values(ref, "WAITING", null, s.delay(), null, null, null);
            } else if (change instanceof Change.Skipped s) {
                return new Values(ref, "SKIPPED", null, null, null, null, s.reason());
            } else if (change instanceof Change.Discarded d) {
                return new Values(ref, "DISCARDED", null, null, null, null, d.reason());
            }
            String state = change instanceof Change.Released ? "WAITING" : "PROCESSED";
            return new Values(ref, state, null, null, null, null, null);
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
        List<Values> processed = new ArrayList<>();
        List<Values> waiting = new ArrayList<>();
        List<Values> ended = new ArrayList<>();
        completions.stream()
                .map(Values::of)
                .sorted(Comparator.comparing(Values::id))
                .forEach(values -> {
                    switch (values.state()) {
                        case "PROCESSED" -> processed.add(values);
                        case "WAITING" -> waiting.add(values);
                        default -> ended.add(values);
                    }
                });
        Set<ClaimRef> stored = new HashSet<>();
        update(connection, table, PROCESSED, processed, stored, columns -> {});
        update(
                connection,
                table,
                WAITING,
                waiting,
                stored,
                columns -> columns.column("timestamptz", v -> PostgreSqlDialect.literal(v.until()))
                        .column("bigint", Values::delayMicros)
                        .column("integer", Values::failCount)
                        .column("text", Values::storableErrors));
        update(
                connection,
                table,
                ENDED,
                ended,
                stored,
                columns -> columns.column("text", Values::state)
                        .column("text", Values::storableReason)
                        .column("integer", Values::failCount)
                        .column("text", Values::storableErrors));
        return stored;
    }

    private interface More {
        void bind(Columns<Values> columns) throws SQLException;
    }

    private static void update(
            Connection connection, TableName table, String sql, List<Values> all, Set<ClaimRef> stored, More more)
            throws SQLException {
        if (all.isEmpty()) {
            return;
        }
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, sql))) {
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
