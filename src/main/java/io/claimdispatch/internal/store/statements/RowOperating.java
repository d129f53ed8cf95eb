package io.claimdispatch.internal.store.statements;

import io.claimdispatch.ActionState;
import io.claimdispatch.Verdict;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.Operation;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One conditional statement a verb: its row count decides, and nothing that was read before. Only if it met nothing is the
 * row looked at, to say why.
 *
 * @param dialect for the times
 * @param drawing for the clock
 * @param words of the dialect
 */
public record RowOperating(Dialect dialect, Drawing drawing, Words words) implements Operating {

    private static final String CANCEL =
            "UPDATE action_logs SET state = 'CANCELLED', reason = ?, updated_at = ? WHERE id = ? AND <state> = 'WAITING'";

    private static final String RETRY_NOW = """
            UPDATE action_logs
               SET end_at = CASE WHEN end_at > ? THEN ? ELSE end_at END, updated_at = ?
             WHERE id = ? AND <state> = 'WAITING'
            """;

    private static final String RESCHEDULE =
            "UPDATE action_logs SET end_at = ?, updated_at = ? WHERE id = ? AND <state> = 'WAITING'";

    /** To the end of what is due now: thousands that died long ago must not come before all that waits. */
    private static final String BEGIN_AGAIN = """
               SET state = 'WAITING', end_at = CASE WHEN end_at < ? THEN ? ELSE end_at END, fail_count = 0, reason = NULL,
                   claimed_at = NULL, claimed_by = NULL, claim_token = NULL, lease_until = NULL, updated_at = ?
            """;

    private static final String REQUEUE = "UPDATE action_logs\n" + BEGIN_AGAIN
            + " WHERE id = ? AND state IN ('DEAD', 'CANCELLED', 'SKIPPED', 'DISCARDED')";

    private static final String DELETE = "DELETE FROM action_logs WHERE id = ? AND state <> 'CLAIMED'";

    /** Reads the state of one row. */
    public static final String LOOK = "SELECT state FROM action_logs WHERE id = ?";

    /** More only if a node claims and gives back the row each time between two statements. */
    private static final int ATTEMPTS = 5;

    /**
     * What is particular to a dialect.
     *
     * @param state the column, in a form for which no planner would leave the primary key
     * @param current before a statement that must meet rows as they are now
     * @param byId after the table of a statement with a list of ids
     * @param look reads the state of a row that the statement before did not change
     * @param lockFree after a query that locks and leaves out what others have locked
     */
    public record Words(String state, String current, String byId, String look, String lockFree) {}

    @Override
    public Verdict operate(Connection connection, TableName table, long id, Operation operation) throws SQLException {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            if (run(connection, table, id, operation) == 1) {
                return Verdict.DONE;
            }
            String state = state(connection, table, id);
            if (state == null) {
                return Verdict.NOT_FOUND;
            }
            if (state.equals(ActionState.CLAIMED.name())) {
                return Verdict.CLAIMED;
            }
            if (operation.from().stream().noneMatch(from -> from.name().equals(state))) {
                return Verdict.WRONG_STATE;
            }
            // it was claimed when the statement met it, and has been given back since
        }
        return Verdict.CLAIMED;
    }

    private int run(Connection connection, TableName table, long id, Operation operation) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, statement(operation)))) {
            Binding binding = new Binding(dialect, statement);
            if (!(operation instanceof Operation.Delete)) {
                bind(binding, operation, drawing.now(connection, table));
            }
            binding.number(id);
            return statement.executeUpdate();
        }
    }

    public String statement(Operation operation) {
        return words.current() + template(operation).replace("<state>", words.state());
    }

    private static String template(Operation operation) {
        if (operation instanceof Operation.Cancel) {
            return CANCEL;
        } else if (operation instanceof Operation.RetryNow) {
            return RETRY_NOW;
        } else if (operation instanceof Operation.Requeue) {
            return REQUEUE;
        } else if (operation instanceof Operation.Delete) {
            return DELETE;
        }
        return RESCHEDULE;
    }

    private static void bind(Binding binding, Operation operation, Instant now) throws SQLException {
        if (operation instanceof Operation.Cancel cancel) {
            binding.string(cancel.reason()).instant(now);
        } else if (operation instanceof Operation.RescheduleAt at) {
            binding.instant(at.endAt()).instant(now);
        } else if (operation instanceof Operation.RescheduleIn in) {
            binding.instant(now.plus(in.delay())).instant(now);
        } else {
            binding.instant(now).instant(now).instant(now);
        }
    }

    private @Nullable String state(Connection connection, TableName table, long id) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, words.look()))) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    @Override
    public int requeueDead(Connection connection, TableName table, List<Long> ids, Instant before) throws SQLException {
        int requeued = 0;
        for (List<Long> chunk : Chunks.of(ids)) {
            List<Long> locked = lockDead(connection, table, chunk, before);
            requeued += locked.isEmpty() ? 0 : beginAgain(connection, table, locked);
        }
        return requeued;
    }

    public String lockDead() {
        return words.current()
                + String.format(
                        Locale.ROOT,
                        "SELECT id FROM action_logs %s WHERE id IN (?*) AND state = 'DEAD' AND updated_at < ? ",
                        words.byId())
                + words.lockFree();
    }

    public String requeueLocked() {
        return words.current() + "UPDATE action_logs " + words.byId() + "\n" + BEGIN_AGAIN
                + " WHERE id IN (?*) AND state = 'DEAD'";
    }

    private List<Long> lockDead(Connection connection, TableName table, List<Long> ids, Instant before)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, lockDead(), ids.size()))) {
            new Binding(dialect, statement).numbers(ids).instant(before);
            try (ResultSet rows = statement.executeQuery()) {
                List<Long> locked = new ArrayList<>();
                while (rows.next()) {
                    locked.add(rows.getLong(1));
                }
                return locked;
            }
        }
    }

    private int beginAgain(Connection connection, TableName table, List<Long> ids) throws SQLException {
        Instant now = drawing.now(connection, table);
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, requeueLocked(), ids.size()))) {
            new Binding(dialect, statement)
                    .instant(now)
                    .instant(now)
                    .instant(now)
                    .numbers(ids);
            return statement.executeUpdate();
        }
    }
}
