package io.claimdispatch.internal.store.dialect;

import io.claimdispatch.internal.common.TableName;
import io.claimdispatch.internal.store.ActionStore;
import io.claimdispatch.internal.store.Dialect;
import io.claimdispatch.internal.store.statements.BatchWriting;
import io.claimdispatch.internal.store.statements.Claiming;
import io.claimdispatch.internal.store.statements.ComposedStore;
import io.claimdispatch.internal.store.statements.DueTypes;
import io.claimdispatch.internal.store.statements.IdSequence;
import io.claimdispatch.internal.store.statements.InDoubtQueries;
import io.claimdispatch.internal.store.statements.InsertThenLookUp;
import io.claimdispatch.internal.store.statements.JdbcBatchCompletion;
import io.claimdispatch.internal.store.statements.LockingClaim;
import io.claimdispatch.internal.store.statements.OddReading;
import io.claimdispatch.internal.store.statements.Recovering;
import io.claimdispatch.internal.store.statements.RowInserting;
import io.claimdispatch.internal.store.statements.RowLeasing;
import io.claimdispatch.internal.store.statements.RowMending;
import io.claimdispatch.internal.store.statements.RowOperating;
import io.claimdispatch.internal.store.statements.RowPausing;
import io.claimdispatch.internal.store.statements.RowPruning;
import io.claimdispatch.internal.store.statements.RowReading;
import io.claimdispatch.internal.store.statements.Statements;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * What databases without UPDATE … RETURNING have in common: statements on rows whose ids are known, with times that were
 * read from the database's clock just before. What a database says in another way stands in its file of statements; its
 * class says what it can.
 */
public abstract class StandardDialect implements Dialect {

    private final Statements sql;
    private volatile @Nullable ActionStore store;

    /**
     * For one database.
     *
     * @param sql its statements
     */
    protected StandardDialect(Statements sql) {
        this.sql = sql;
    }

    /** The statements by their names. */
    public final Statements statements() {
        return sql;
    }

    @Override
    public Instant now(Connection connection) throws SQLException {
        return sequence().now(connection, TableName.ACTION_LOGS);
    }

    @Override
    public void bindText(PreparedStatement statement, int index, @Nullable String text) throws SQLException {
        statement.setString(index, text);
    }

    @Override
    public @Nullable String readText(ResultSet row, int index) throws SQLException {
        return row.getString(index);
    }

    @Override
    public final ActionStore store() {
        ActionStore known = store;
        if (known == null) {
            known = compose(sequence());
            store = known;
        }
        return known;
    }

    private ActionStore compose(IdSequence sequence) {
        RowPruning pruning = new RowPruning(this, sql, sequence);
        return new ComposedStore(
                sequence,
                new RowInserting(sequence, writing()),
                claiming(sequence),
                new JdbcBatchCompletion(this, sql, sequence, batches()),
                new RowLeasing(this, sql, sequence),
                new Recovering(this, sql, sequence),
                new RowMending(this, sql, sequence, mended()),
                new OddReading(this, sql, pruning),
                new DueTypes(this, sql, sequence),
                new InDoubtQueries(this, sql),
                new RowReading(this, sql, sequence),
                new RowOperating(this, sql, sequence),
                pruning,
                new RowPausing(this, sql, sequence, pauseReplaces()));
    }

    /** Ids and the clock. */
    protected abstract IdSequence sequence();

    /** How rows reach the table, and who has a key. */
    protected RowInserting.Writing writing() {
        return new InsertThenLookUp(this, sql, batch());
    }

    /** One statement a row, in batches if there are any. */
    protected final BatchWriting batch() {
        return new BatchWriting(this, sql.get("insert_row"), batches());
    }

    /** How due rows are claimed. */
    protected Claiming claiming(IdSequence sequence) {
        return new LockingClaim(this, sql, sequence);
    }

    /** How many rows that only a person can have written are mended by one transaction. */
    protected int mended() {
        return RowMending.MANY;
    }

    /** Whether JDBC batches can be used. */
    protected boolean batches() {
        return true;
    }

    /** Whether the insert of a pause replaces one that is there. */
    protected boolean pauseReplaces() {
        return false;
    }

    /** What the databases can hold; cut off, not rounded, so that what was stored is never later than what was said. */
    protected static Instant micros(Instant instant) {
        return instant.truncatedTo(ChronoUnit.MICROS);
    }
}
