package io.claimdispatch.internal.store.operate;

import io.claimdispatch.ActionState;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.sql.Binding;
import io.claimdispatch.internal.store.sql.Chunks;
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
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs one conditional statement per command: its row count decides, not anything read before. The row is locked and
 * read first, for the command's event, unless it is claimed. If the statement matched no row, the row is read once more,
 * to find the reason.
 *
 * @param columns for the times
 * @param sequence for the clock
 * @param sql the statements
 */
public record RowCommands(ColumnTypes columns, IdSequence sequence, RowCommands.Texts sql) {

    /** More than one is needed only if a node claims and gives back the row between two statements. */
    private static final int ATTEMPTS = 5;

    /**
     * The statements, as their file names them.
     *
     * @param lock {@code operate_lock}
     * @param cancel {@code cancel}
     * @param retryNow {@code retry_now}
     * @param reschedule {@code reschedule}
     * @param requeue {@code requeue}
     * @param delete {@code delete}
     * @param state {@code state_of_row}
     * @param lockDead {@code requeue_lock_dead}
     * @param requeueDead {@code requeue_dead}
     */
    record Texts(
            NamedSql lock,
            NamedSql cancel,
            NamedSql retryNow,
            NamedSql reschedule,
            NamedSql requeue,
            NamedSql delete,
            NamedSql state,
            NamedSql lockDead,
            NamedSql requeueDead) {}

    public RowCommands(ColumnTypes columns, Statements sql, IdSequence sequence) {
        this(
                columns,
                sequence,
                new Texts(
                        sql.get("operate_lock"),
                        sql.get("cancel"),
                        sql.get("retry_now"),
                        sql.get("reschedule"),
                        sql.get("requeue"),
                        sql.get("delete"),
                        sql.get("state_of_row"),
                        sql.get("requeue_lock_dead"),
                        sql.get("requeue_dead")));
    }

    /**
     * Applies an operator's command to a row, unless it is claimed or in another state. Waits for a transaction that
     * has locked the row, and then decides by its current state.
     */
    public Applied operate(Connection connection, TableName table, long id, Operation operation) throws SQLException {
        return operate(connection, table, id, operation, before -> {});
    }

    /**
     * The same, with a check of the locked row: for example, that it still has the version that the caller saw.
     *
     * @param check is given the row once it is locked, and before it is changed; may refuse it by an exception
     */
    public Applied operate(
            Connection connection, TableName table, long id, Operation operation, Consumer<RowBefore> check)
            throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            RowBefore before = lock(connection, table, id);
            if (before != null) {
                check.accept(before);
                Instant now = sequence.now(connection, table);
                if (run(connection, table, id, operation, now) == 1) {
                    return Applied.done(before, now);
                }
            }
            String state = state(connection, table, id);
            if (state == null) {
                return Applied.nothing(Verdict.NOT_FOUND);
            }
            if (state.equals(ActionState.CLAIMED.name())) {
                return Applied.nothing(Verdict.CLAIMED);
            }
            if (operation.from().stream().noneMatch(from -> from.name().equals(state))) {
                return Applied.nothing(Verdict.WRONG_STATE);
            }
            // the row was claimed when the statement ran, and has been given back since
        }
        return Applied.nothing(Verdict.CLAIMED);
    }

    /**
     * Locks a row and changes nothing, for a command that is more than one statement.
     *
     * @param check as for a command
     * @return done, with the row, unless there is none or it is claimed
     */
    public Applied look(Connection connection, TableName table, long id, Consumer<RowBefore> check)
            throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            RowBefore before = lock(connection, table, id);
            if (before != null) {
                check.accept(before);
                return Applied.done(before, sequence.now(connection, table));
            }
            String state = state(connection, table, id);
            if (state == null) {
                return Applied.nothing(Verdict.NOT_FOUND);
            }
            if (state.equals(ActionState.CLAIMED.name())) {
                return Applied.nothing(Verdict.CLAIMED);
            }
        }
        return Applied.nothing(Verdict.CLAIMED);
    }

    private @Nullable RowBefore lock(Connection connection, TableName table, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.lock().on(table))) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? before(rows) : null;
            }
        }
    }

    private RowBefore before(ResultSet row) throws SQLException {
        return new RowBefore(
                row.getLong(1),
                row.getString(2),
                row.getString(3),
                new RowReader(columns).instant(row, 4),
                row.getInt(5));
    }

    /**
     * Applies a command to a row that the transaction has locked.
     *
     * @return false if it is in a state that the command is not for
     */
    public boolean apply(Connection connection, TableName table, long id, Operation operation, Instant now)
            throws SQLException {
        return run(connection, table, id, operation, now) == 1;
    }

    private int run(Connection connection, TableName table, long id, Operation operation, Instant now)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(statement(operation).on(table))) {
            Binding binding = new Binding(columns, statement);
            if (!(operation instanceof Operation.Delete)) {
                bind(binding, operation, now);
            }
            binding.number(id);
            return statement.executeUpdate();
        }
    }

    private NamedSql statement(Operation operation) {
        if (operation instanceof Operation.Cancel) {
            return sql.cancel();
        } else if (operation instanceof Operation.RetryNow) {
            return sql.retryNow();
        } else if (operation instanceof Operation.Requeue) {
            return sql.requeue();
        } else if (operation instanceof Operation.Delete) {
            return sql.delete();
        }
        return sql.reschedule();
    }

    private static void bind(Binding binding, Operation operation, Instant now) throws SQLException {
        if (operation instanceof Operation.Cancel cancel) {
            binding.string(cancel.reason()).instant(now);
        } else if (operation instanceof Operation.RescheduleAt at) {
            binding.instant(at.eligibleAt()).instant(now);
        } else if (operation instanceof Operation.RescheduleIn in) {
            binding.instant(now.plus(in.delay())).instant(now);
        } else {
            Instant at = operation.moment(now);
            binding.instant(at).instant(at).instant(now);
        }
    }

    private @Nullable String state(Connection connection, TableName table, long id) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.state().on(table))) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    /**
     * Requeues dead letters. Skips rows locked by another transaction, if the database can.
     *
     * @param before only rows that died earlier
     * @return the requeued rows
     */
    public RequeuedRows requeueDead(Connection connection, TableName table, List<Long> ids, Instant before)
            throws SQLException {
        List<RowBefore> requeued = new ArrayList<>();
        for (List<Long> chunk : Chunks.of(ids)) {
            requeued.addAll(lockDead(connection, table, chunk, before));
        }
        Instant now = sequence.now(connection, table);
        for (List<RowBefore> chunk : Chunks.of(requeued)) {
            beginAgain(connection, table, chunk.stream().map(RowBefore::id).toList(), now);
        }
        return new RequeuedRows(requeued, now);
    }

    private List<RowBefore> lockDead(Connection connection, TableName table, List<Long> ids, Instant before)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.lockDead().on(table, ids.size()))) {
            new Binding(columns, statement).numbers(ids).instant(before);
            try (ResultSet rows = statement.executeQuery()) {
                List<RowBefore> locked = new ArrayList<>();
                while (rows.next()) {
                    locked.add(before(rows));
                }
                return locked;
            }
        }
    }

    private void beginAgain(Connection connection, TableName table, List<Long> ids, Instant now) throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(sql.requeueDead().on(table, ids.size()))) {
            new Binding(columns, statement)
                    .instant(now)
                    .instant(now)
                    .instant(now)
                    .numbers(ids);
            statement.executeUpdate();
        }
    }
}
