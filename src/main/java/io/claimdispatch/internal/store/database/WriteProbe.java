package io.claimdispatch.internal.store.database;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.Problems;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.store.FailureKind;
import io.claimdispatch.internal.store.SqlStates;
import io.claimdispatch.internal.store.Transactions;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether the database takes writes: changes the row of the table's version, in a transaction of its own. A database
 * that is read-only answers every query, so that a query says nothing. A test that succeeds says nothing about the main
 * table, which is never written to for a test.
 */
@Component
public class WriteProbe {

    private static final Log LOG = Log.of(WriteProbe.class);

    private static final String WRITE = "UPDATE ${table}_schema SET write_tests = write_tests + 1 WHERE one = 1";

    private final Set<TableName> untestable = ConcurrentHashMap.newKeySet();
    private final Transactions transactions;
    private final ActionDatabase database;

    /** What a test has shown. */
    public enum Answer {
        /** The database takes writes. */
        WRITTEN,
        /** It says that it does not, or could not be asked. */
        REFUSED,
        /** There is no row to write to, or the test failed for another reason: that says nothing about other writes. */
        UNKNOWN
    }

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
            return written ? Answer.WRITTEN : unknown(table, null);
        } catch (RuntimeException | Error e) {
            return answer(table, e);
        }
    }

    /**
     * A failure of the test's own, of a privilege or column that is missing or of a lock, must not be taken for a database
     * that takes no writes: that would excuse each refusal, for as long as the test is broken.
     */
    private Answer answer(TableName table, Throwable failure) {
        SQLException telling = SqlStates.telling(failure);
        if (telling == null
                || SqlStates.isReadOnly(telling)
                || FailureKind.of(telling) == FailureKind.OF_THE_DATABASE) {
            LOG.log(Level.DEBUG, "the database takes no writes", failure);
            return Answer.REFUSED;
        }
        if (FailureKind.of(telling) == FailureKind.OF_THE_MOMENT) {
            LOG.log(Level.DEBUG, "it could not be tested whether the database takes writes", failure);
            return Answer.UNKNOWN;
        }
        return unknown(table, failure);
    }

    /** Whether there is a row. */
    public static boolean write(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.in(WRITE))) {
            return statement.executeUpdate() > 0;
        }
    }

    private Answer unknown(TableName table, @Nullable Throwable failure) {
        if (untestable.add(table)) {
            LOG.log(
                    Level.WARNING,
                    Problems.writeTestImpossible(
                                    table.value(),
                                    new Ddl(database.dialect().ddl(), table).command(Ddl.FIRST, Ddl.Phase.BEFORE))
                            .getMessage(),
                    failure);
        }
        return Answer.UNKNOWN;
    }
}
