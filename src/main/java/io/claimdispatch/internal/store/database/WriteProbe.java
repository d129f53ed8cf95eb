package io.claimdispatch.internal.store.database;

import io.claimdispatch.internal.common.Component;
import io.claimdispatch.internal.common.Log;
import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.common.problem.SchemaProblems;
import io.claimdispatch.internal.ddl.Ddl;
import io.claimdispatch.internal.store.Transactions;
import io.claimdispatch.internal.store.failure.FailureKind;
import io.claimdispatch.internal.store.failure.SqlStates;
import jakarta.enterprise.context.Dependent;
import jakarta.inject.Inject;
import java.lang.System.Logger.Level;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Tests whether the database accepts writes: updates the row with the table's version in its own transaction. A query
 * proves nothing, since a read-only database answers every query. A successful test says nothing about the main table.
 */
@Component
@Dependent
public class WriteProbe {

    private static final Log LOG = Log.of(WriteProbe.class);

    private static final String WRITE = "UPDATE ${table}_schema SET write_tests = write_tests + 1 WHERE one = 1";

    private final Set<TableName> untestable = ConcurrentHashMap.newKeySet();
    private final Transactions transactions;
    private final ActionDatabase database;

    /** The result of a test. */
    public enum Answer {
        /** The database accepts writes. */
        WRITTEN,
        /** It refuses writes, or could not be asked. */
        REFUSED,
        /** The row does not exist, or the test failed for another reason, which says nothing about other writes. */
        UNKNOWN
    }

    @Inject
    WriteProbe(Transactions transactions, ActionDatabase database) {
        this.transactions = transactions;
        this.database = database;
    }

    /** Updates the row with the table's version and commits. Never throws: a failure is an answer. */
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
     * Interprets a failure. A failure of the test itself (a missing right or column, or a lock) must not count as a
     * database that refuses writes: that would excuse every refusal for as long as the test is broken.
     */
    private Answer answer(TableName table, Throwable failure) {
        SQLException telling = SqlStates.telling(failure);
        if (telling == null
                || SqlStates.isReadOnly(telling)
                || FailureKind.of(telling) == FailureKind.OF_THE_DATABASE) {
            LOG.debug("the database takes no writes", failure);
            return Answer.REFUSED;
        }
        if (FailureKind.of(telling) == FailureKind.OF_THE_MOMENT) {
            LOG.debug("it could not be tested whether the database takes writes", failure);
            return Answer.UNKNOWN;
        }
        return unknown(table, failure);
    }

    /** Updates the row; returns whether it exists. */
    public static boolean write(Connection connection, TableName table) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(table.in(WRITE))) {
            return statement.executeUpdate() > 0;
        }
    }

    private Answer unknown(TableName table, @Nullable Throwable failure) {
        if (untestable.add(table)) {
            LOG.log(
                    Level.WARNING,
                    SchemaProblems.writeTestImpossible(
                            table.value(),
                            new Ddl(database.dialect().ddl(), table).command(Ddl.FIRST, Ddl.Phase.BEFORE)),
                    failure);
        }
        return Answer.UNKNOWN;
    }
}
