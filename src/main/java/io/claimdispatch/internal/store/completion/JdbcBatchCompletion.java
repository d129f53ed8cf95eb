package io.claimdispatch.internal.store.completion;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.row.ClaimRef;
import io.claimdispatch.internal.store.row.Completion;
import io.claimdispatch.internal.store.row.RowChange;
import io.claimdispatch.internal.store.row.StorableText;
import io.claimdispatch.internal.store.sql.Batch;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
import io.claimdispatch.internal.store.sql.ColumnTypes;
import io.claimdispatch.internal.store.sql.Fence;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Locks the rows that are still held, and then runs one update for the processed ones of a claim and one JDBC batch for
 * each kind of other change.
 *
 * @param columns for the times
 * @param sequence reads the clock
 * @param fence locks the claims
 * @param sql the statements
 * @param batches see {@link Batch#collects}
 * @param lists see {@link Chunks#of(List, boolean)}
 */
public record JdbcBatchCompletion(
        ColumnTypes columns,
        IdSequence sequence,
        Fence fence,
        JdbcBatchCompletion.Texts sql,
        boolean batches,
        boolean lists)
        implements RowCompletions {

    /** The maximum length of a reason. */
    private static final int MAX_REASON = 1_000;

    /**
     * The statements. Each ends with the two parameters of the fence, of which the first is a list for those processed.
     *
     * @param processed sets processed_at and updated_at of a list of rows
     * @param waiting sets the new time, failed attempts, errors, failure, and updated_at
     * @param moved sets the new time and updated_at
     * @param released sets updated_at
     * @param dead sets failed attempts, errors, failure, and updated_at
     * @param ended sets state, set_aside, reason and updated_at
     */
    record Texts(
            NamedSql processed, NamedSql waiting, NamedSql moved, NamedSql released, NamedSql dead, NamedSql ended) {}

    public JdbcBatchCompletion(
            ColumnTypes columns, Statements sql, IdSequence sequence, boolean batches, boolean lists) {
        this(
                columns,
                sequence,
                new Fence(columns, sql.get("complete_lock")),
                new Texts(
                        sql.get("complete_processed"),
                        sql.get("complete_retry"),
                        sql.get("complete_snoozed"),
                        sql.get("complete_released"),
                        sql.get("complete_dead"),
                        sql.get("complete_ended")),
                batches,
                lists);
    }

    @Override
    public Set<ClaimRef> complete(Connection connection, TableName table, List<Completion> completions)
            throws SQLException {
        Set<ClaimRef> held = fence.held(
                connection, table, completions.stream().map(Completion::ref).toList());
        Map<Long, List<Long>> processed = new LinkedHashMap<>();
        Map<NamedSql, List<Completion>> kinds = new LinkedHashMap<>();
        completions.stream()
                .filter(completion -> held.contains(completion.ref()))
                .sorted(Comparator.comparing(completion -> completion.ref().id()))
                .forEach(completion -> {
                    ClaimRef ref = completion.ref();
                    if (completion.change() instanceof RowChange.Processed) {
                        processed
                                .computeIfAbsent(ref.token(), k -> new ArrayList<>())
                                .add(ref.id());
                    } else {
                        kinds.computeIfAbsent(statement(completion.change()), k -> new ArrayList<>())
                                .add(completion);
                    }
                });
        Instant now = held.isEmpty() ? Instant.MIN : sequence.now(connection, table);
        process(connection, table, processed, now);
        for (Map.Entry<NamedSql, List<Completion>> kind : kinds.entrySet()) {
            update(connection, kind.getKey().on(table), kind.getValue(), now);
        }
        return held;
    }

    /** Rows of one claim. */
    private record Processed(long token, List<Long> ids) {}

    /** Lists of the same padded length are one batch: rows of as many claims may have been processed as there are rows. */
    private void process(Connection connection, TableName table, Map<Long, List<Long>> rows, Instant now)
            throws SQLException {
        Map<String, List<Processed>> statements = new LinkedHashMap<>();
        rows.forEach((token, ids) -> Chunks.of(ids, lists)
                .forEach(chunk -> statements
                        .computeIfAbsent(sql.processed().on(table, chunk.size()), k -> new ArrayList<>())
                        .add(new Processed(token, chunk))));
        for (Map.Entry<String, List<Processed>> statement : statements.entrySet()) {
            try (PreparedStatement update = connection.prepareStatement(statement.getKey())) {
                Batch batch = new Batch(update, batches);
                for (Processed processed : statement.getValue()) {
                    new Binding(columns, update)
                            .instant(now)
                            .instant(now)
                            .numbers(processed.ids())
                            .number(processed.token());
                    batch.add();
                }
                batch.send();
            }
        }
    }

    private void update(Connection connection, String statement, List<Completion> completions, Instant now)
            throws SQLException {
        try (PreparedStatement update = connection.prepareStatement(statement)) {
            Batch batch = new Batch(update, batches);
            for (List<Completion> chunk : Chunks.of(completions)) {
                for (Completion completion : chunk) {
                    bind(new Binding(columns, update), completion.change(), now)
                            .number(completion.ref().id())
                            .number(completion.ref().token());
                    batch.add();
                }
                batch.send();
            }
        }
    }

    private NamedSql statement(RowChange change) {
        if (change instanceof RowChange.Retry || change instanceof RowChange.RetryAt) {
            return sql.waiting();
        } else if (change instanceof RowChange.Dead) {
            return sql.dead();
        } else if (change instanceof RowChange.Released) {
            return sql.released();
        } else if (change instanceof RowChange.SnoozeUntil || change instanceof RowChange.SnoozeFor) {
            return sql.moved();
        }
        return sql.ended();
    }

    private Binding bind(Binding binding, RowChange change, Instant now) throws SQLException {
        if (change instanceof RowChange.Retry retry) {
            Binding at = binding.instant(now.plus(retry.delay()));
            return failed(at, retry.failCount(), retry.errors(), retry.failure(), now);
        } else if (change instanceof RowChange.RetryAt retry) {
            Binding at = binding.instant(retry.eligibleAt());
            return failed(at, retry.failCount(), retry.errors(), retry.failure(), now);
        } else if (change instanceof RowChange.Dead dead) {
            return failed(binding, dead.failCount(), dead.errors(), dead.failure(), now);
        } else if (change instanceof RowChange.SnoozeUntil snooze) {
            return binding.instant(snooze.eligibleAt()).instant(now);
        } else if (change instanceof RowChange.SnoozeFor snooze) {
            return binding.instant(now.plus(snooze.delay())).instant(now);
        } else if (change instanceof RowChange.Skipped skipped) {
            return ended(binding, "SKIPPED", skipped.reason(), now);
        } else if (change instanceof RowChange.Discarded discarded) {
            return ended(binding, "DISCARDED", discarded.reason(), now);
        } else if (change instanceof RowChange.Cancelled cancelled) {
            return ended(binding, "CANCELLED", cancelled.reason(), now);
        }
        return binding.instant(now);
    }

    private static Binding failed(Binding binding, int failCount, String errors, String failure, Instant now)
            throws SQLException {
        return binding.number(failCount)
                .text(StorableText.clean(errors, Integer.MAX_VALUE))
                .string(failure)
                .instant(now);
    }

    private static Binding ended(Binding binding, String state, String reason, Instant now) throws SQLException {
        return binding.string(state)
                .string(state)
                .string(StorableText.clean(reason, MAX_REASON))
                .instant(now);
    }
}
