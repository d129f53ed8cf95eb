package io.claimdispatch.internal.store;

import io.claimdispatch.internal.Log;
import io.claimdispatch.internal.Problems;
import io.claimdispatch.internal.TableName;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Tests whether the database takes writes: changes the row of the table's version, in a transaction of its own. A database
 * that is read-only answers every query, so that a query says nothing. A test that succeeds says nothing about the main
 * table, which is never written to for a test.
 */
@ApplicationScoped
public class WriteProbe {

    private static final Log LOG = Log.of(WriteProbe.class);

    private static final String WRITE = "UPDATE action_logs_schema SET write_tests = write_tests + 1";

    private final Set<TableName> untestable = ConcurrentHashMap.newKeySet();
    private Transactions transactions;
    private ActionDatabase database;

    /** What a test has shown. */
    public enum Answer {
        /** The database takes writes. */
        WRITTEN,
        /** It does not, or could not be asked. */
        REFUSED,
        /** There is no row to write to; the database can be reached. */
        UNKNOWN
    }

    /** For the proxy. */
    @SuppressWarnings("NullAway.Init")
    WriteProbe() {}

    @Inject
    WriteProbe(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Writes to the row of the table's version and commits. Throws nothing: a failure is the answer. */
    public Answer ask(TableName table) {
        try {
            boolean written = transactions.separate(
                    "testing whether the database takes writes", connection -> write(connection, table));
            return written ? Answer.WRITTEN : unknown(table);
        } catch (RuntimeException | Error e) {
            SQLException telling = SqlStates.telling(e);
            if (telling != null && SqlStates.isMissing(telling)) {
                return unknown(table);
            }
            LOG.log(Level.DEBUG, "the database takes no writes", e);
            return Answer.REFUSED;
        }
    }

    /** Whether there is a row. */
    static boolean write(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(Sql.on(table, WRITE))) {
            return statement.executeUpdate() > 0;
        }
    }

    private Answer unknown(TableName table) {
        if (untestable.add(table)) {
            LOG.log(
                    Level.WARNING,
                    Problems.writeTestImpossible(
                                    table.value(), database.dialect().ddlFile())
                            .getMessage());
        }
        return Answer.UNKNOWN;
    }
}
