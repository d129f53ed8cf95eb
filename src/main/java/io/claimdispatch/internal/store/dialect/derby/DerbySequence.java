package io.claimdispatch.internal.store.dialect.derby;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.Ticker;
import io.claimdispatch.internal.store.UncommittedRows;
import io.claimdispatch.internal.store.sql.IdSequence;
import io.claimdispatch.internal.store.sql.NamedSql;
import io.claimdispatch.internal.store.sql.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.LockSupport;

/**
 * Derby's sequence, which draws one id at a time; its clock is a Java function. Now and then Derby has to record in its
 * catalog how far it has drawn. A session that creates or inspects a sequence, for example another starting node, locks
 * that record, and Derby fails with X0Y84 after a moment. That changes nothing, and the transaction stays usable.
 *
 * @param draw {@code draw_id}
 * @param clock {@code clock}
 * @param uncommitted records the drawn ids
 * @param ticker measures how long it has been tried
 */
record DerbySequence(NamedSql draw, NamedSql clock, UncommittedRows uncommitted, Ticker ticker) implements IdSequence {

    private static final String CONTENTION = "X0Y84";
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration PAUSE = Duration.ofMillis(20);

    DerbySequence(Statements sql, UncommittedRows uncommitted, Ticker ticker) {
        this(sql.get("draw_id"), sql.get("clock"), uncommitted, ticker);
    }

    @Override
    public Draw draw(Connection connection, TableName table, int count) throws SQLException {
        List<Long> ids = new ArrayList<>(count);
        try (PreparedStatement statement = connection.prepareStatement(draw.on(table))) {
            while (ids.size() < count) {
                ids.add(drawn(statement));
            }
        }
        uncommitted.drawn(table, ids);
        return new Draw(ids, now(connection, table));
    }

    @Override
    public Instant now(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(clock.on(table))) {
            return Instant.ofEpochMilli(number(statement));
        }
    }

    private long drawn(PreparedStatement statement) throws SQLException {
        long begin = ticker.nanoTime();
        while (true) {
            try {
                return number(statement);
            } catch (SQLException e) {
                boolean again = CONTENTION.equals(e.getSQLState())
                        && !Thread.currentThread().isInterrupted()
                        && ticker.nanoTime() - begin < PATIENCE.toNanos();
                if (!again) {
                    throw e;
                }
                LockSupport.parkNanos(PAUSE.toNanos());
            }
        }
    }

    private static long number(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
