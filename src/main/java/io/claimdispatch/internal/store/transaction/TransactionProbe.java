package io.claimdispatch.internal.store.transaction;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.StartProblems;
import io.claimdispatch.internal.config.Settings;
import io.claimdispatch.internal.store.database.DatabaseAbsence;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.store.failure.SqlStates;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Checks at the start whether the data source takes part in the server's transactions: updates the row with a table's
 * version in a transaction that is rolled back, and in one that is committed, and reads it from outside. A change that
 * should not have stayed is undone. Needs one connection at a time.
 */
@Component
@Dependent
public class TransactionProbe {

    private static final Log LOG = Log.of(TransactionProbe.class);

    private static final String READ = "SELECT write_tests FROM ${table}_schema WHERE one = 1";

    private static final String ADD = "UPDATE ${table}_schema SET write_tests = write_tests + ? WHERE one = 1";

    /** A result has to be confirmed, since nodes that start together see each other's additions. */
    private static final int TRIES = 3;

    /** More than the nodes of a table can have added meanwhile. */
    private static final long SMALLEST_MARK = 1_000_000_000L;

    private final AtomicBoolean told = new AtomicBoolean();
    private final Settings settings;
    private final NewTransaction transaction;

    @Inject
    TransactionProbe(Settings settings, NewTransaction transaction) {
        this.settings = settings;
        this.transaction = transaction;
    }

    /**
     * Checks; may be repeated. If nothing can be found out, logs that once (CLAIM0105). Call it outside of any
     * transaction, when the tables exist.
     *
     * @throws io.claimdispatch.ClaimDispatchException CLAIM0116 if the database refuses writes, CLAIM0117 if the data
     *     source does not take part
     * @throws SQLException if the database cannot be reached
     */
    public void check(DataSource dataSource) throws SQLException {
        try {
            check(dataSource, settings.tables().get(0));
        } catch (SQLException e) {
            if (SqlStates.isReadOnly(e)) {
                throw StartProblems.databaseReadOnly(settings.dataSource(), e);
            }
            if (FailureKind.of(e) == FailureKind.OF_THE_DATABASE || DatabaseAbsence.isIn(e)) {
                throw e;
            }
            untested(e);
        }
    }

    /** Logs that nothing can be found out, without the row or the right to change it. */
    private void untested(@Nullable SQLException failure) {
        if (told.compareAndSet(false, true)) {
            String table = settings.tables().get(0).value();
            LOG.log(Level.WARNING, StartProblems.transactionsUntested(settings.dataSource(), table), failure);
        }
    }

    private void check(DataSource dataSource, TableName table) throws SQLException {
        for (int i = 1; takesNoPart(dataSource, table); i++) {
            if (i == TRIES) {
                throw StartProblems.dataSourceNotTransactional(settings.dataSource());
            }
        }
    }

    /** Whether the data source does not take part; false too if nothing shows it. */
    private boolean takesNoPart(DataSource dataSource, TableName table) throws SQLException {
        OptionalLong before = read(dataSource, table);
        if (before.isEmpty()) {
            untested(null);
            return false;
        }
        long mark = ThreadLocalRandom.current().nextLong(SMALLEST_MARK, 1000 * SMALLEST_MARK);
        inTransaction(dataSource, table, mark, true);
        if (read(dataSource, table).orElseThrow() - before.getAsLong() >= mark) {
            add(dataSource, table, -mark);
            return true;
        }
        inTransaction(dataSource, table, 1, false);
        return read(dataSource, table).orElseThrow() == before.getAsLong();
    }

    private void inTransaction(DataSource dataSource, TableName table, long number, boolean toRollBack)
            throws SQLException {
        AtomicBoolean added = new AtomicBoolean();
        try {
            transaction.run(() -> {
                try (Connection connection = dataSource.getConnection()) {
                    add(connection, table, number);
                }
                added.set(true);
                if (toRollBack) {
                    throw new RollBack();
                }
                return true;
            });
        } catch (Exception e) {
            if (!toRollBack || !added.get()) {
                SQLException telling = SqlStates.telling(e);
                throw telling != null ? telling : new SQLException(e.getMessage(), e);
            }
        }
    }

    private static OptionalLong read(DataSource dataSource, TableName table) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            OptionalLong read = read(connection, table);
            if (!connection.getAutoCommit()) {
                connection.rollback();
            }
            return read;
        }
    }

    private static OptionalLong read(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.in(READ));
                ResultSet rows = statement.executeQuery()) {
            return rows.next() ? OptionalLong.of(rows.getLong(1)) : OptionalLong.empty();
        }
    }

    private static void add(DataSource dataSource, TableName table, long number) throws SQLException {
        try (Connection connection = dataSource.getConnection()) {
            add(connection, table, number);
            if (!connection.getAutoCommit()) {
                connection.commit();
            }
        }
    }

    private static void add(Connection connection, TableName table, long number) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.in(ADD))) {
            statement.setLong(1, number);
            statement.executeUpdate();
        }
    }

    /** Thrown to roll the server's transaction back. */
    private static final class RollBack extends Exception {
        private static final long serialVersionUID = 1;

        RollBack() {
            super("rolled back, to see whether the data source takes part", null, false, false);
        }
    }
}
